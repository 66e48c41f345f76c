// Recipes of the areas allowed-signers and revoked-keys: the two lists by themselves.
import { createHash, generateKeyPairSync } from "node:crypto";
import { describe, spellKey, string } from "../../trust/key-workshop.ts";
import { json, type Case } from "./case.ts";
import { alice, APPROVAL, bob, carol, dora, erik, lost, PLAN, signerLine, SIGNERS } from "./people.ts";
import { NEUTRAL } from "./points.ts";

type Fault = readonly [code: string, line: number];

const LINE = signerLine("alice", alice);
const BOB = signerLine("bob", bob);

export function allowedSignersCases(): readonly Case[] {
  return [...soundLists(), ...faultyLines(), ...faultyOptions(), ...faultyKeys(), ...faultyFiles()];
}

function list(name: string, why: string, [text, expected]: readonly [string | Uint8Array, object]): Case {
  return { name, why, files: { allowed_signers: text }, expected };
}

function sound(name: string, why: string, [text, signers]: readonly [string, number]): Case {
  return list(`sound-${name}`, why, [text, { signers }]);
}

function faulty(
  name: string,
  why: string,
  [text, ...faults]: readonly [string | Uint8Array, ...Fault[]],
): Case {
  return list(name, why, [text, { faults: faults.map(([code, line]) => ({ code, line })) }]);
}

function soundLists(): readonly Case[] {
  return [
    sound("every-key-type", "One person a line, and every accepted kind of key.", [SIGNERS, 5]),
    sound("comments", "Comments, empty lines, and words behind the key.", [
      `# Schlüssel\n\n${LINE.trimEnd()} alice's "laptop\n#${BOB}`,
      1,
    ]),
    sound("empty", "An empty list is sound, and allows nobody.", ["", 0]),
    sound("two-keys-of-a-person", "A person may have several keys.", [LINE + signerLine("alice", bob), 2]),
    sound("times-to-the-second", "Times to the minute and to the second.", [
      signerLine("alice", alice, { after: "202601010930Z", before: "20270101093015Z" }),
      1,
    ]),
    sound("options-in-another-order", "The three options may stand in any order.", [
      `alice@example.org valid-before="20270101Z",namespaces="${APPROVAL}",valid-after="20260101Z" ${alice.text}\n`,
      1,
    ]),
  ];
}

function faultyLines(): readonly Case[] {
  return [
    faulty("pattern", "A pattern would make the key everybody's.", [
      LINE.replace("alice@", "*@"),
      ["signer-principal", 1],
    ]),
    faulty("two-principals", "A key belongs to one person.", [
      LINE.replace("alice@example.org", "alice@example.org,bob@example.org"),
      ["signer-principal", 1],
    ]),
    faulty("principal-in-quotes", "A principal has one spelling.", [
      LINE.replace("alice@example.org", '"alice@example.org"'),
      ["signer-principal", 1],
    ]),
    faulty("principal-in-capitals", "A principal is written small.", [
      LINE.replace("alice@", "Alice@"),
      ["signer-principal", 1],
    ]),
    faulty("principal-in-look-alikes", "An е of another alphabet is another person who looks the same.", [
      LINE.replace("alice@", "alic\u{435}@"),
      ["signer-principal", 1],
    ]),
    faulty("one-key-two-persons", "A key on two lines would make two persons of one.", [
      LINE + signerLine("bob", alice),
      ["public-key-doubled", 2],
    ]),
    faulty("one-key-twice", "The same line twice.", [LINE + BOB + LINE, ["public-key-doubled", 3]]),
    faulty("one-secret-two-spellings", "The same secret, spelt as a security key for another person.", [
      LINE + signerLine("bob", spellKey("sk-ssh-ed25519@openssh.com", alice.privateKey)),
      ["public-key-doubled", 2],
    ]),
    faulty("two-faults", "A file with faults is refused whole, and every fault is told.", [
      LINE.replace("alice@", "*@") + BOB + signerLine("carol", carol).replace("20270101Z", "20270101"),
      ["signer-principal", 1],
      ["signer-time", 3],
    ]),
  ];
}

function faultyOptions(): readonly Case[] {
  const options = (text: string): string =>
    `alice@example.org ${text}${text === "" ? "" : " "}${alice.text}\n`;
  const times = 'valid-after="20260101Z",valid-before="20270101Z"';
  return [
    faulty("no-options", "No key is for everything and for ever.", [
      options(""),
      ["signer-option-missing", 1],
    ]),
    faulty("no-namespaces", "The key would be for every purpose.", [
      options(times),
      ["signer-option-missing", 1],
    ]),
    faulty("no-valid-before", "The key would be for ever.", [
      options(`namespaces="${APPROVAL}",valid-after="20260101Z"`),
      ["signer-option-missing", 1],
    ]),
    faulty("namespace-pattern", "The key would be for purposes that nobody thought of.", [
      options(`namespaces="*@cutplan",${times}`),
      ["signer-namespace-unknown", 1],
    ]),
    faulty("namespace-unknown", "A purpose that is not known here.", [
      options(`namespaces="${APPROVAL},git",${times}`),
      ["signer-namespace-unknown", 1],
    ]),
    faulty("namespace-twice", "A purpose named twice.", [
      options(`namespaces="${PLAN},${PLAN}",${times}`),
      ["signer-namespace-doubled", 1],
    ]),
    faulty("option-twice", "Two answers to one question.", [
      options(`namespaces="${PLAN}",${times},valid-before="20280101Z"`),
      ["signer-option-doubled", 1],
    ]),
    faulty("option-unknown", "cert-authority would let somebody else say who signs.", [
      options(`cert-authority,namespaces="${PLAN}",${times}`),
      ["signer-option-unknown", 1],
    ]),
    faulty("option-in-capitals", "ssh-keygen does not mind; an option has one spelling.", [
      options(`NAMESPACES="${PLAN}",${times}`),
      ["signer-option-unknown", 1],
    ]),
    faulty("time-without-z", "It means another moment in every time zone.", [
      options(`namespaces="${PLAN}",valid-after="20260101",valid-before="20270101Z"`),
      ["signer-time", 1],
    ]),
    faulty("time-not-in-calendar", "The 30th of February.", [
      options(`namespaces="${PLAN}",valid-after="20260230Z",valid-before="20270101Z"`),
      ["signer-time", 1],
    ]),
    faulty("times-reversed", "It would end before it begins.", [
      options(`namespaces="${PLAN}",valid-after="20270101Z",valid-before="20260101Z"`),
      ["signer-times-order", 1],
    ]),
  ];
}

function faultyKeys(): readonly Case[] {
  const line = (text: string): string => signerLine("alice", { text });
  return [
    faulty("key-missing", "The line ends where the key belongs.", [
      line("ssh-ed25519"),
      ["public-key-missing", 1],
    ]),
    faulty("key-rsa", "RSA is not accepted.", [BOB + line(rsaText()), ["public-key-type", 2]]),
    faulty("key-torn", "A key that lost its end.", [
      line(alice.text.slice(0, -8)),
      ["public-key-malformed", 1],
    ]),
    faulty("key-of-another-type", "The word before the key is not what the key says.", [
      line(carol.text.replace("ecdsa-sha2-nistp256", "ssh-ed25519")),
      ["public-key-malformed", 1],
    ]),
    faulty("key-of-small-order", "A key under which one signature holds for every message.", [
      line(describe("ssh-ed25519", NEUTRAL).text),
      ["public-key-weak", 1],
    ]),
    faulty("key-off-curve", "A point that is none.", [
      line(describe("ecdsa-sha2-nistp256", Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)])).text),
      ["public-key-weak", 1],
    ]),
  ];
}

function faultyFiles(): readonly Case[] {
  return [
    faulty("cr-lf", "Bytes that some programs see and others do not.", [
      LINE.replace("\n", "\r\n"),
      ["text-carriage-return", 1],
    ]),
    faulty("no-final-newline", "A torn file ends like that.", [
      LINE + BOB.trimEnd(),
      ["list-final-newline", 2],
    ]),
    faulty("byte-order-mark", "Bytes that nobody sees.", [
      `\u{feff}# list\n${LINE}`,
      ["text-byte-order-mark", 1],
    ]),
    faulty("tab", "A tab where one space belongs.", [LINE.replace(" ", "\t"), ["text-hidden-character", 1]]),
    faulty("two-spaces", "A line has one spelling.", [LINE.replace(" ", "  "), ["list-spacing", 1]]),
    faulty("space-before", "ssh-keygen does not mind a space before the principal.", [
      ` ${LINE}`,
      ["list-spacing", 1],
    ]),
    faulty("not-utf8", "Latin-1 in a comment.", [
      Buffer.from(`${LINE}# Schl\u{fc}ssel\n`, "latin1"),
      ["text-not-utf8", 2],
    ]),
    faulty("right-to-left", "A direction-changing character lets a line look like another one.", [
      `${LINE.trimEnd()} \u{202e}bob\n`,
      ["text-hidden-character", 1],
    ]),
  ];
}

function rsaText(): string {
  const { publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const { n = "", e = "" } = publicKey.export({ format: "jwk" });
  const modulus = Buffer.concat([Buffer.of(0), Buffer.from(n, "base64url")]);
  const blob = Buffer.concat([string("ssh-rsa"), string(Buffer.from(e, "base64url")), string(modulus)]);
  return `ssh-rsa ${blob.toString("base64")}`;
}

/** `revoked` answers for alice, bob, and bob's secret spelt as a security key. */
export function revokedKeysCases(): readonly Case[] {
  const touch = spellKey("sk-ssh-ed25519@openssh.com", bob.privateKey);
  const keys = [alice.text, bob.text, touch.text];
  const revoked = (name: string, why: string, [text, answers, ...faults]: RevokedRecipe): Case => ({
    name,
    why,
    files: { revoked_keys: text, "question.json": json({ keys }) },
    expected: {
      revoked: answers,
      ...(faults.length === 0 ? {} : { faults: faults.map(([code, line]) => ({ code, line })) }),
    },
  });
  const none = [false, false, false];
  const all = [true, true, true];
  return [
    revoked("sound-empty", "An empty list revokes nothing.", ["", none]),
    revoked("sound-one", "A listed key is void, and so is the same secret as a security key.", [
      `${bob.text} stolen\n`,
      [false, true, true],
    ]),
    revoked("sound-as-security-key", "Listed as a security key, it is void without being one too.", [
      `${touch.text}\n`,
      [false, true, true],
    ]),
    revoked("sound-other-kinds", "Every kind that ssh-keygen signs with may be listed, and weak keys too.", [
      `# old\n\n${rsaText()}\n${carol.text}\n${dora.text}\n${erik.text}\n${describe("ssh-ed25519", NEUTRAL).text}\n${lost.text}\n`,
      none,
    ]),
    revoked(
      "words-only",
      "A list that cannot be understood revokes every key: nobody knows what it wanted to say.",
      ["nobody\n", all, ["public-key-type", 1]],
    ),
    revoked("key-torn", "A key that lost its end; every key is void until it is mended.", [
      `${lost.text}\n${alice.text.slice(0, -9)}\n`,
      all,
      ["public-key-malformed", 2],
    ]),
    revoked("fingerprint", "ssh-keygen -r reads fingerprints in another form of the file; here it is keys.", [
      `SHA256:${createHash("sha256").update(alice.blob).digest("base64").replace("=", "")}\n`,
      all,
      ["public-key-type", 1],
    ]),
    revoked("key-twice", "A key that is listed twice.", [
      `${bob.text}\n${bob.text} again\n`,
      all,
      ["public-key-doubled", 2],
    ]),
    revoked("no-final-newline", "A torn list ends like that, and what came after it is not known.", [
      bob.text,
      all,
      ["list-final-newline", 1],
    ]),
    revoked("options", "The line of another list: options have no place here.", [
      LINE,
      all,
      ["public-key-type", 1],
    ]),
  ];
}

type RevokedRecipe = readonly [text: string, answers: readonly boolean[], ...faults: Fault[]];
