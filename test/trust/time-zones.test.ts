// The machine's time zone and locale have no say in who signed what, and when a key is valid.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { makeKey, signMessage } from "./key-workshop.ts";

const ZONES = ["UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Kiritimati", "Pacific/Pago_Pago"] as const;
const LOCALES = ["C", "tr_TR.UTF-8"] as const;
const MOMENTS = [
  "2025-12-31T23:59:59Z",
  "2026-01-01T00:00:00Z",
  "2026-03-29T01:30:00Z",
  "2027-01-01T00:00:00Z",
  "2027-01-01T00:00:01Z",
] as const;

const key = makeKey("ssh-ed25519");
const options = 'namespaces="plan.v1@cutplan",valid-after="20260101Z",valid-before="202701010000Z"';
const message = "İIıi\n";
const input = {
  message,
  signers: `alice@example.org ${options} ${key.text}\ni@istanbul.example ${options.replace("2027", "2026")} ssh-rsa AAAA\n`,
  sound: `alice@example.org ${options} ${key.text}\n`,
  signature: signMessage(key, { message: Buffer.from(message), namespace: "plan.v1@cutplan" }).toString(),
  moments: MOMENTS,
};

const room = pathToFileURL(path.join(import.meta.dirname, "../../src/trust/")).href;
const PROGRAM = `
const { parseAllowedSigners } = await import("${room}allowed-signers.ts");
const { parseRevokedKeys } = await import("${room}revoked-keys.ts");
const { authenticate } = await import("${room}authenticate.ts");
const input = JSON.parse(process.argv[1]);
const read = (text) => ({ path: "list", bytes: Buffer.from(text) });
const { revoked } = parseRevokedKeys(read(""));
const { signers } = parseAllowedSigners(read(input.sound));
const question = { message: Buffer.from(input.message), signature: Buffer.from(input.signature),
  principal: "alice@example.org", namespace: "plan.v1@cutplan" };
const answers = input.moments.map((at) => authenticate({ ...question, at }, { signers, revoked }));
const { timeZone, locale } = new Intl.DateTimeFormat().resolvedOptions();
console.log(timeZone + " " + locale);
console.log(JSON.stringify([answers, signers, parseAllowedSigners(read(input.signers)).diagnostics]));
`;

test("the same words under five time zones and two locales", async () => {
  const places = ZONES.map((TZ, index) => ({ TZ, LC_ALL: LOCALES[index % 2] ?? "C" }));
  const answers = await Promise.all(
    places.map(async (env) => {
      const args = ["--input-type=module", "-e", PROGRAM, JSON.stringify(input)];
      const { stdout } = await promisify(execFile)(process.execPath, args, { env });
      return stdout.split("\n");
    }),
  );
  const seen = answers.map(([place]) => place);
  assert.equal(new Set(seen).size, ZONES.length, "the zones and locales were taken");
  assert.ok(seen.includes("Asia/Tokyo tr-TR"));
  const words = answers.map(([, answer = ""]) => answer);
  assert.equal(new Set(words).size, 1);
  const [judgements] = JSON.parse(words[0] ?? "") as [readonly { readonly authenticity: string }[]];
  assert.deepEqual(
    judgements.map(({ authenticity }) => authenticity),
    ["KEY_NOT_YET_VALID", "AUTHENTIC", "AUTHENTIC", "AUTHENTIC", "KEY_EXPIRED"],
  );
});
