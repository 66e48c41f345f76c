import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import { maskSecrets, quoteValue } from "../../src/documents/mask-secrets.ts";
import { check, POLICY, SOUND, swap, TARGET, type Edit } from "./sound-repository.ts";

const CANARY = "hunter2canary";

test("columns stay where they were", () => {
  const line = `  a: 😀 postgres://u:${CANARY}😀@h/db  # end`;
  assert.equal(Array.from(maskSecrets(line)).length, Array.from(line).length);
});

test("what is no secret stays readable", () => {
  for (const line of [
    "  connection: {env: CUTPLAN_RO_URL_CONTABO}   # the name",
    "repository: git+https://git.example.org/cuts.git",
    "# yaml-language-server: $schema=../../schemas/target.schema.json",
    "  title: The connection between chapters",
  ])
    assert.equal(maskSecrets(line), line);
});

test("a value below connection is never quoted", () => {
  assert.doesNotMatch(quoteValue(["spec", "connection", "env"], CANARY), new RegExp(CANARY, "u"));
});

suite("no diagnostic repeats a secret that stands where it must not", () => {
  const connection = (text: string): Edit =>
    swap(TARGET, "  driver: memory\n", `  driver: memory\n${text}\n`);
  const edits: Readonly<Record<string, Edit>> = {
    "a URL for the variable's name": connection(`  connection: {env: "postgres://u:${CANARY}@h/db"}`),
    "a URL in block style": connection(`  connection:\n    env: postgres://u:${CANARY}@h/db`),
    "a bare password": connection(`  connection:\n    env: ${CANARY}`),
    "a bare password on its own line": connection(`  connection:\n    env: >-\n      ${CANARY}`),
    "a URL for the connection": connection(`  connection: postgresql://u:${CANARY}@h/db`),
    "a list": connection(`  connection: [${CANARY}]`),
    "an unknown key": connection(`  connection: {url: "postgres://u:${CANARY}@h/db"}`),
    "a URL as a key": connection(`  connection: {"postgres://u:${CANARY}@h/db"}`),
    "a misspelt key": connection(`  conection: postgres://u:${CANARY}@h/db`),
    "a password beside the connection": connection(`  password: ${CANARY}`),
    "a password in other letters": connection(`  PGPASSWORD: "${CANARY}"`),
    "libpq's own form": connection(`  dsn: host=h user=u password=${CANARY} dbname=d`),
    "an alias": connection(`  connection: {env: *${CANARY}}`),
    "a tag": connection(`  connection: {env: !${CANARY} x}`),
    "an anchor": connection(`  connection: {env: &${CANARY} x}`),
    "a quote that never ends": connection(`  connection: {env: "postgres://u:${CANARY}@h/db}`),
    "a colon in the value": connection(`  connection: postgres: //u:${CANARY}@h/db`),
    "an escape": connection(`  connection: {env: "\\q${CANARY}"}`),
    twice: connection(`  connection: {env: A}\n  connection: {env: "${CANARY}"}`),
    "the repository": swap(POLICY, "git+https://git", `git+https://bob:${CANARY}@git`),
    "the repository, with another fault on the line": swap(
      POLICY,
      "repository: git+https://git",
      `repositori: git+https://bob:${CANARY}@git`,
    ),
  };
  for (const [why, edit] of Object.entries(edits)) {
    test(why, () => {
      const { diagnostics } = check(edit(SOUND));
      assert.notEqual(diagnostics.length, 0);
      const shown = diagnostics.map((diagnostic) =>
        renderDiagnostic(diagnostic, { color: false, columns: 400 }),
      );
      assert.doesNotMatch(shown.join("\n") + JSON.stringify(diagnostics), new RegExp(CANARY, "u"));
    });
  }
});
