// Lists of keys that were made to cost much, to be misread, or to show something else than they say.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { HIDDEN_CHARACTER } from "../../src/diagnostics/hidden-characters.ts";
import { renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import { parseAllowedSigners } from "../../src/trust/allowed-signers.ts";
import { parsePublicKeyLine } from "../../src/trust/public-key-line.ts";
import { parseRevokedKeys } from "../../src/trust/revoked-keys.ts";
import { makeKey } from "../trust/key-workshop.ts";

const OPTIONS = 'namespaces="plan.v1@cutplan",valid-after="20260101Z",valid-before="20270101Z"';
const key = makeKey("ssh-ed25519");
const MANY = 100_000;

function parseBoth(
  text: string | Uint8Array,
): readonly ReturnType<typeof parseAllowedSigners>["diagnostics"][] {
  const bytes = Buffer.from(text);
  return [
    parseAllowedSigners({ path: "allowed_signers", bytes }).diagnostics,
    parseRevokedKeys({ path: "revoked_keys", bytes }).diagnostics,
  ];
}

/** Texts on which a careless expression or loop takes minutes or a stack. */
const COSTLY: readonly (readonly [string, string])[] = [
  ["one line of letters", `${"a".repeat(MANY)}\n`],
  ["one line of quotes", `${'"'.repeat(MANY)}\n`],
  ["quotes and spaces", `a@x ${'" '.repeat(MANY)}\n`],
  ["one line of spaces", `${" ".repeat(MANY)}\n`],
  ["spaces at the end", `a${" ".repeat(MANY)}b\n`],
  ["commas for options", `a@x ${",".repeat(MANY)} ${key.text}\n`],
  ["commas for namespaces", `a@x namespaces="${",".repeat(MANY)}" ${key.text}\n`],
  ["one option again and again", `a@x ${`${OPTIONS},`.repeat(2000)} ${key.text}\n`],
  ["dots in the principal", `a@${"a.".repeat(MANY)} ${OPTIONS} ${key.text}\n`],
  ["padding", `a@x ${OPTIONS} ssh-ed25519 ${"=".repeat(MANY)}\n`],
  ["a key of 60 KiB", `a@x ${OPTIONS} ssh-ed25519 ${"AAAA".repeat(20_000)}\n`],
  ["newlines", "\n".repeat(2 * MANY)],
  ["lines of one letter", "a\n".repeat(MANY)],
  ["tabs", "\t\n".repeat(MANY)],
  ["characters outside the BMP", `a@x ${"\u{1f511}".repeat(50_000)}\n`],
];

for (const [name, text] of COSTLY)
  test(`costly: ${name}`, { timeout: 20_000 }, () => {
    for (const diagnostics of parseBoth(text)) {
      assert.ok(diagnostics.length > 0 && diagnostics.length <= 1001);
      for (const diagnostic of diagnostics.slice(0, 3))
        assert.ok(renderDiagnostic(diagnostic, { color: false, columns: 80 }).length < 2000);
    }
  });

// A megabyte is refused by its size, before anything is decoded.
test("a megabyte of anything", () => {
  for (const diagnostics of parseBoth(Buffer.alloc(1024 * 1024, 0xff)))
    assert.deepEqual(
      diagnostics.map(({ code }) => code),
      ["document-too-large"],
    );
});

// Faults beyond what anybody reads are counted.
test("a thousand lines with several faults each", () => {
  const { diagnostics } = parseAllowedSigners({ path: "x", bytes: Buffer.from("x y z\n".repeat(1000)) });
  assert.equal(diagnostics.length, 1001);
  assert.ok(diagnostics.some(({ code }) => code === "faults-cut-off"));
});

// Nothing that stands in a list reaches a terminal or a CI log as it is.
test("colours, commands and directions in a list are shown as text", () => {
  const hostile = [
    "\u{1b}[31m",
    "::error::x",
    "##[error]x",
    "\u{202e}",
    "\u{200b}",
    "\0",
    "\u{9b}31m",
    "\u{2028}",
  ];
  for (const text of hostile)
    for (const line of [
      text,
      `a@x ${text}="x" ${key.text}`,
      `a@x ${OPTIONS} ${text} AAAA`,
      `${key.text} ${text}`,
    ])
      for (const diagnostics of parseBoth(`${line}\n`))
        for (const diagnostic of diagnostics)
          for (const shown of renderDiagnostic(diagnostic, { color: false, columns: 80 }).split("\n")) {
            assert.ok(!HIDDEN_CHARACTER.test(shown));
            assert.doesNotMatch(shown, /^\s*::|##\[/);
          }
});

// Look-alikes of the characters that the format is made of.
for (const [name, line] of [
  ["a no-break space", `a@x\u{a0}${OPTIONS} ${key.text}`],
  ["a wide comma", `a@x ${OPTIONS.replace(",", "\u{ff0c}")} ${key.text}`],
  ["typographic quotes", `a@x ${OPTIONS.replace('"', "\u{201c}")} ${key.text}`],
  ["arabic digits", `a@x ${OPTIONS.replace("2026", "\u{662}\u{660}\u{662}\u{666}")} ${key.text}`],
  ["a cyrillic a in a namespace", `a@x ${OPTIONS.replace("plan.", "pl\u{430}n.")} ${key.text}`],
  ["a wide hash before a line", `\u{ff03} a@x ${OPTIONS} ${key.text}`],
  ["a vertical tab", `a@x\v${OPTIONS} ${key.text}`],
  ["NUL behind the principal", `a@x\0 ${OPTIONS} ${key.text}`],
  ["a comment behind a line separator", `# \u{2028}a@x ${OPTIONS} ${key.text}`],
] as const)
  test(`look-alike: ${name}`, () => {
    const { signers, diagnostics } = parseAllowedSigners({ path: "x", bytes: Buffer.from(`${line}\n`) });
    assert.deepEqual(signers, []);
    assert.ok(diagnostics.length > 0);
  });

// Whatever the bytes, there is an answer, and a list with a fault allows nobody and revokes everybody.
test("any bytes, and any damage to a good list", () => {
  const good = Buffer.from(`# list\na@x ${OPTIONS} ${key.text} laptop\n`);
  const damaged = fc
    .tuple(fc.nat(good.length - 1), fc.uint8Array({ maxLength: 3 }))
    .map(([at, bytes]) => Buffer.concat([good.subarray(0, at), bytes, good.subarray(at + 1)]));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), damaged), (bytes) => {
      const { signers, diagnostics } = parseAllowedSigners({ path: "x", bytes });
      const { revoked, diagnostics: faults } = parseRevokedKeys({ path: "y", bytes });
      const entries = Buffer.from(bytes)
        .toString()
        .split("\n")
        .filter((line) => /^[^#]/.test(line));
      assert.equal(signers.length, diagnostics.length > 0 ? 0 : entries.length);
      if (faults.length > 0) assert.ok(revoked.has({ fingerprint: "", secretName: "" }));
      assert.match(parsePublicKeyLine(Buffer.from(bytes).toString()).kind, /^[A-Z_]+$/);
    }),
    { seed: 1, numRuns: 500 },
  );
});
