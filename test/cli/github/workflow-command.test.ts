// What the runner reads back from an annotation is exactly what was to be said, and nothing else is a command.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { annotationCommand, inertLine } from "../../../src/cli/github/workflow-command.ts";
import { openAccount } from "../../../src/cli/github/plain-account.ts";
import { visibleText } from "../../../src/diagnostics/visible-text.ts";
import { hostileText } from "./hostile-texts.ts";
import { carriedOut } from "./runner.ts";

test("the runner's grammar, as the tests know it, obeys what it obeys", () => {
  const names = (output: string): readonly string[] => carriedOut(output).map(({ name }) => name);
  assert.deepEqual(names("::error::a\n  ::WARNING file=x,line=1::b\nx ##[notice]c\r::debug::d"), [
    "error",
    "warning",
    "notice",
    "debug",
  ]);
  assert.deepEqual(names("x ::error::a\n::nothing::b\n::error:a"), []);
  assert.deepEqual(names("::stop-commands::t\n::error::a\n##[error]b\n::t::\n::notice::c"), ["notice"]);
});

test("an annotation comes back as it was given", () => {
  fc.assert(
    fc.property(hostileText, hostileText, fc.nat({ max: 9999 }), (file, message, line) => {
      const properties = { file: `plans/${file}`, line, col: 3, endColumn: 9, title: "key-unknown" };
      const printed = annotationCommand("error", properties, [message, "expected: x"]);
      const [command, ...others] = carriedOut(`${printed}\n`);
      assert.deepEqual(others, []);
      assert.equal(command?.name, "error");
      assert.deepEqual(command.properties, {
        file: visibleText(`plans/${file}`),
        line: String(line),
        col: "3",
        endColumn: "9",
        title: "key-unknown",
      });
      const said = `${visibleText(message)}\nexpected: x`;
      assert.equal(command.data, /^\p{M}/u.test(said) ? ` ${said}` : said);
    }),
    { numRuns: 2000 },
  );
});

test("a long message is cut where the runner would cut it, and says so", () => {
  const [command] = carriedOut(annotationCommand("notice", {}, ["\u{1F600}".repeat(4000)]));
  assert.ok((command?.data.length ?? 0) <= 4096);
  assert.ok(command?.data.endsWith("…"));
});

test("no line of the plain account is a command, with the lock and without it", () => {
  fc.assert(
    fc.property(fc.array(hostileText, { maxLength: 5 }), (texts) => {
      for (const text of texts) assert.deepEqual(carriedOut(inertLine(text)), []);
      let printed = "";
      const account = openAccount({
        out: (text) => void (printed += text),
        err: () => assert.fail("nothing goes to standard error"),
        columns: 80,
        color: true,
        isLive: true,
      });
      for (const text of texts) account.terminal.out(text);
      account.close();
      const lines = printed.split("\n");
      assert.deepEqual(carriedOut(printed), []);
      assert.deepEqual(carriedOut(lines.slice(1, -2).join("\n")), [], "without the lock");
      assert.equal(carriedOut(`${printed}::notice::x`).length, 1, "commands count again");
      if (lines.length > 1)
        lines.splice(1, 0, "::error::planted", "##[error]planted", "::stop-commands::x", "::x::");
      assert.deepEqual(carriedOut(lines.join("\n")), [], "the lock holds what is inert no more");
      assert.doesNotMatch(printed, /\p{Cc}(?<!\n)|\u202e/u);
    }),
    { numRuns: 1000 },
  );
});
