// Signing by people: with keys made here, a real ssh-keygen and a real agent. What it signs, ssh-keygen verifies.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { Refusal, type RefusalCode } from "../../src/diagnostics/refusal.ts";
import { chooseSigningKey, type KeyQuestion } from "../../src/keys/ssh-key-choice.ts";
import { signWithSsh } from "../../src/keys/ssh-signer.ts";
import { NAMESPACES, type Namespace } from "../../src/model/signature.ts";
import { makeFolder, writeScript } from "../support/repository.ts";
import { makeKey, startAgent, type TestKey } from "../support/ssh-keys.ts";

const BYTES = Buffer.from("apiVersion: cutplan/v1\r\n\0\u00ff");
const NOTHING: KeyQuestion = { file: undefined, configured: undefined };
const NAMES = ["SSH_AUTH_SOCK", "SSH_ASKPASS", "SSH_ASKPASS_REQUIRE", "PATH", "HOME", "TMPDIR"] as const;

/** Sets variables of this process until the test ends; undefined takes one away. */
function setEnvironment(
  context: TestContext,
  values: Partial<Record<(typeof NAMES)[number], string | undefined>>,
): void {
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  for (const [name, value] of Object.entries(values)) assign(name, value);
  context.after(() => {
    for (const [name, value] of before) assign(name, value);
  });
}

function assign(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}

async function sign(question: Partial<KeyQuestion>, namespace: Namespace = NAMESPACES.plan): Promise<string> {
  const key = await chooseSigningKey({ ...NOTHING, ...question });
  return Buffer.from(await signWithSsh({ bytes: BYTES, namespace, key })).toString();
}

/** Whether ssh-keygen takes it for the key's signature over the bytes for that purpose. */
function isVerified(folder: string, key: TestKey, signature: string): boolean {
  const [signers, file] = [path.join(folder, "signers"), path.join(folder, "verified.sig")];
  writeFileSync(signers, `someone@example.org namespaces="${NAMESPACES.plan}" ${key.publicLine}\n`);
  writeFileSync(file, signature);
  const args = [
    "-Y",
    "verify",
    "-f",
    signers,
    "-I",
    "someone@example.org",
    "-n",
    NAMESPACES.plan,
    "-s",
    file,
  ];
  return spawnSync("ssh-keygen", args, { input: BYTES }).status === 0;
}

async function refuses(code: RefusalCode, words: RegExp, attempt: Promise<unknown>): Promise<void> {
  await assert.rejects(attempt, (error) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    return true;
  });
}

test("a key that is named signs, and ssh-keygen verifies it", async (context) => {
  setEnvironment(context, { SSH_AUTH_SOCK: undefined });
  const folder = makeFolder(context);
  for (const type of ["ed25519", "ecdsa"] as const) {
    const key = makeKey(folder, type, { type });
    assert.ok(isVerified(folder, key, await sign({ file: key.file })), type);
    assert.ok(
      isVerified(folder, key, await sign({ file: `${key.file}.pub` })),
      `${type}, by its public half`,
    );
    assert.ok(
      !isVerified(folder, key, await sign({ file: key.file }, NAMESPACES.approval)),
      "another purpose",
    );
    assert.ok(!existsSync(`${key.file}.sig`), "nothing is written beside the key");
  }
});

test("the public half is known before anything is signed, also of a key that is locked", async (context) => {
  setEnvironment(context, { SSH_AUTH_SOCK: undefined });
  const folder = makeFolder(context);
  for (const key of [makeKey(folder, "open"), makeKey(folder, "locked", { passphrase: "secret" })]) {
    renameSync(`${key.file}.pub`, `${key.file}.away`);
    const { publicKey } = await chooseSigningKey({ ...NOTHING, file: key.file });
    assert.deepEqual(publicKey, {
      line: key.publicLine,
      fingerprint: key.fingerprint,
      type: "ssh-ed25519",
    });
  }
});

test("a locked key asks for its passphrase by the user's own means, and without them it does not sign", async (context) => {
  const folder = makeFolder(context);
  const key = makeKey(folder, "locked", { passphrase: "a secret" });
  const ask = writeScript(path.join(folder, "ask"), "echo 'a secret'");
  const refuse = writeScript(path.join(folder, "refuse"), "exit 1");
  setEnvironment(context, { SSH_AUTH_SOCK: undefined, SSH_ASKPASS_REQUIRE: "force", SSH_ASKPASS: ask });
  assert.ok(isVerified(folder, key, await sign({ file: key.file })));
  process.env["SSH_ASKPASS"] = refuse;
  await refuses("SIGNING_FAILED", /passphrase/, sign({ file: key.file }));
});

test("the agent's only key is taken; none and two are told by their fingerprints", async (context) => {
  const folder = makeFolder(context);
  const agent = await startAgent(context);
  const scratch = makeFolder(context);
  setEnvironment(context, { SSH_AUTH_SOCK: agent.socket, TMPDIR: scratch });
  await refuses("SIGNING_KEY_MISSING", /the SSH agent has none/, sign({}));
  const rsa = makeKey(folder, "rsa", { type: "rsa" });
  agent.add(rsa);
  await refuses("SIGNING_KEY_MISSING", /\(ssh-rsa\)/, sign({}));
  const one = makeKey(folder, "one");
  agent.add(one);
  assert.ok(isVerified(folder, one, await sign({})), "a key of a type that never counts is no choice");
  const other = makeKey(folder, "other", { type: "ecdsa" });
  agent.add(other);
  await refuses(
    "SIGNING_KEY_MISSING",
    new RegExp(`${one.fingerprint}.*${other.fingerprint}`.replaceAll("+", "\\+")),
    sign({}),
  );
  assert.ok(isVerified(folder, other, await sign({ configured: `key::${other.publicLine}` })), "by its name");
  assert.ok(isVerified(folder, one, await sign({ configured: one.publicLine })), "in the older spelling");
  renameSync(one.file, `${one.file}.away`);
  assert.ok(
    isVerified(folder, one, await sign({ file: `${one.file}.pub` })),
    "the agent has the private half",
  );
  agent.clear();
  await refuses("SIGNING_FAILED", /[Nn]o private key|agent/, sign({ configured: `key::${one.publicLine}` }));
  assert.deepEqual(readdirSync(scratch), [], "nothing of it stays behind");
});

test("user.signingKey: a path, also from home; the name of a GPG key is passed over", async (context) => {
  const folder = makeFolder(context);
  setEnvironment(context, { SSH_AUTH_SOCK: undefined, HOME: folder });
  const key = makeKey(folder, "id");
  assert.ok(isVerified(folder, key, await sign({ configured: key.file })));
  assert.ok(isVerified(folder, key, await sign({ configured: "~/id.pub" })));
  for (const configured of ["3AA5C34371567BD2", "id", "./id"])
    await refuses("SIGNING_KEY_MISSING", /is no SSH key/, sign({ configured }));
  await refuses("SIGNING_KEY_MISSING", /user\.signingKey/, sign({ configured: "key::ssh-ed25519 AAAA" }));
});

test("what is no key is refused with the reason", async (context) => {
  setEnvironment(context, { SSH_AUTH_SOCK: undefined });
  const folder = makeFolder(context);
  const file = path.join(folder, "-f\u001b[31m");
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ["a folder", folder, /not a file/],
    ["nothing", path.join(folder, "nothing"), /ENOENT/],
    ["RSA", makeKey(folder, "rsa", { type: "rsa" }).file, /ssh-rsa/],
    ["a text with a terminal's commands in its name", file, /<U\+001B>/],
  ];
  writeFileSync(file, "a text");
  for (const [what, given, words] of cases)
    await context.test(what, () => refuses("SIGNING_KEY_MISSING", words, sign({ file: given })));
});

test("a damaged private key ends in ssh-keygen's own words", async (context) => {
  setEnvironment(context, { SSH_AUTH_SOCK: undefined });
  const folder = makeFolder(context);
  const damaged = path.join(folder, "damaged");
  writeFileSync(damaged, "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n", {
    mode: 0o600,
  });
  writeFileSync(`${damaged}.pub`, makeKey(folder, "other").publicLine);
  await refuses("SIGNING_FAILED", /damaged/, sign({ file: damaged }));
});

test("ssh-keygen is found in absolute folders only, and its absence is told", async (context) => {
  const folder = makeFolder(context);
  const key = makeKey(folder, "id");
  const canary = path.join(folder, "canary");
  writeScript(path.join(folder, "ssh-keygen"), `touch '${canary}'`);
  const here = process.cwd();
  context.after(() => process.chdir(here));
  process.chdir(folder);
  setEnvironment(context, { SSH_AUTH_SOCK: undefined, PATH: `:.:${path.basename(folder)}` });
  await refuses("SIGNING_FAILED", /no ssh-keygen was found/, sign({ file: key.file }));
  assert.ok(!existsSync(canary));
});

test("a tool that answers with something else than a signature has not signed", async (context) => {
  const folder = makeFolder(context);
  const key = makeKey(folder, "id");
  writeScript(path.join(folder, "ssh-keygen"), "echo Signed; printf 'all \\033[31mgood\\n' >&2");
  setEnvironment(context, { SSH_AUTH_SOCK: undefined, PATH: `${folder}:${process.env["PATH"] ?? ""}` });
  await refuses("SIGNING_FAILED", /all <U\+001B>\[31mgood/, sign({ file: key.file }));
});
