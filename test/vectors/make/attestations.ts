// Recipes of the area evidence: signatures over the statements, good, damaged and swapped.
import { bundleOver, makeRunner, type BundleQuirks } from "./bundles.ts";
import type { Case } from "./case.ts";
import {
  CHAIN,
  elsewhere,
  evidenceCase,
  join,
  joinChain,
  LINES,
  namedBy,
  remade,
  type EvidenceRecipe,
} from "./evidence-case.ts";
import { chainOf } from "./statements.ts";

const FILE = "attestations.jsonl";
const runner = makeRunner();
const another = makeRunner();
const listed = {
  publicKey: runner.publicKey,
  validAfter: "2026-11-01T00:00:00Z",
  validBefore: "2027-11-01T00:00:00Z",
};
const BUNDLES = LINES.map((line) => bundleOver(line, runner));

function attested(
  name: string,
  why: string,
  [bundles, recipe]: readonly [readonly string[] | string, EvidenceRecipe],
): Case {
  const attestations = typeof bundles === "string" ? bundles : join(bundles);
  return evidenceCase(`bundles-${name}`, why, { attestations, runners: [listed], ...recipe });
}

export function attestationCases(): readonly Case[] {
  return [...good(), ...places(), ...damaged()];
}

function good(): readonly Case[] {
  const valid = (validAfter: string, validBefore: string): readonly object[] => [
    { ...listed, validAfter, validBefore },
  ];
  const anew = remade({ 2: elsewhere });
  return [
    attested("intact", "Every statement signed by a runner that the policy lists.", [
      BUNDLES,
      { signed: [5, 0, 0, 4] },
    ]),
    attested("unlisted", "Signed by a key that nobody lists: good evidence, and unanchored.", [
      LINES.map((line) => bundleOver(line, another)),
      { signed: [0, 5, 0, null] },
    ]),
    attested("some", "A statement may have no signature; a later one covers it through the chain.", [
      [BUNDLES[0]!, BUNDLES[3]!],
      { signed: [2, 0, 3, 3] },
    ]),
    attested("two-runners", "The run was carried on in a colleague's clone.", [
      [...BUNDLES.slice(0, 3), ...LINES.slice(3).map((line) => bundleOver(line, another))],
      { signed: [3, 2, 0, 2] },
    ]),
    attested("runner-valid-from-first", "validAfter is inclusive: the first statement is of that second.", [
      BUNDLES,
      { runners: valid("2026-11-21T10:00:00Z", "2027-11-01T00:00:00Z"), signed: [5, 0, 0, 4] },
    ]),
    attested("runner-valid-before-last", "validBefore is not: the last statement is of that second.", [
      BUNDLES,
      { runners: valid("2026-11-01T00:00:00Z", "2026-11-21T10:00:04Z"), signed: [4, 1, 0, 3] },
    ]),
    attested(
      "stolen-key",
      "A stolen runner's key signs an end made anew; the head that an approver signed contradicts it.",
      [
        anew.map(({ line }) => bundleOver(line, runner)),
        {
          evidence: joinChain(anew),
          heads: [namedBy(CHAIN, 3)],
          findings: [["HEAD_MISMATCH", 4]],
          signed: [5, 0, 0, 4],
        },
      ],
    ),
  ];
}

function places(): readonly Case[] {
  const foreign = bundleOver(chainOf("charter", {}, 2)[2]!.line, runner);
  const [first, second, third, fourth, fifth] = BUNDLES as [string, string, string, string, string];
  return [
    attested("reordered", "Two bundles have changed places.", [
      [first, third, second, fourth, fifth],
      { findings: [["ATTESTATION_REORDERED", 3, FILE]], signed: [4, 0, 1, 4] },
    ]),
    attested("doubled", "A statement has two bundles.", [
      [first, second, bundleOver(LINES[1]!, another), third, fourth, fifth],
      { findings: [["ATTESTATION_DOUBLED", 3, FILE]], signed: [5, 0, 0, 4] },
    ]),
    attested("foreign", "A good bundle over a statement of another attempt.", [
      [first, second, foreign, fourth, fifth],
      { findings: [["ATTESTATION_FOREIGN", 3, FILE]], signed: [4, 0, 1, 4] },
    ]),
    attested(
      "surplus",
      "The last bundle's statement is not on record: a crash between the two, or evidence that was cut.",
      [
        BUNDLES,
        {
          evidence: join(LINES.slice(0, 4)),
          findings: [["ATTESTATION_SURPLUS", 5, FILE]],
          signed: [4, 0, 0, 3],
        },
      ],
    ),
    attested(
      "surplus-two",
      "Two statements are gone. No crash leaves that: the first of their bundles is foreign.",
      [
        BUNDLES,
        {
          evidence: join(LINES.slice(0, 3)),
          findings: [
            ["ATTESTATION_FOREIGN", 4, FILE],
            ["ATTESTATION_SURPLUS", 5, FILE],
          ],
          signed: [3, 0, 0, 2],
        },
      ],
    ),
    attested("torn", "A crash while the last bundle was written.", [
      join(BUNDLES).slice(0, -100),
      { findings: [["ATTESTATION_TORN", 5, FILE]], signed: [4, 0, 1, 3] },
    ]),
    attested("statement-edited", "The statement was edited, its bundle was not: one finding in each file.", [
      BUNDLES,
      {
        evidence: join(
          LINES.map((line, at) => (at === 1 ? line.replace('"host":"ground"', '"host":"elsewhere"') : line)),
        ),
        findings: [
          ["ATTESTATION_FOREIGN", 2, FILE],
          ["PREVIOUS_MISMATCH", 2],
        ],
        signed: [1, 0, 1, 0],
      },
    ]),
    attested("dropped-committed", "Bundles that were committed earlier are gone.", [
      BUNDLES.slice(0, 3),
      { earlierAttestations: join(BUNDLES), findings: [["REWRITTEN", 4, FILE]], signed: [3, 0, 2, 2] },
    ]),
  ];
}

/** The third bundle replaced. */
function damaged(): readonly Case[] {
  const third = (name: string, why: string, [code, text]: readonly [string, string]): Case =>
    attested(name, why, [
      BUNDLES.map((bundle, at) => (at === 2 ? text : bundle)),
      { findings: [[`ATTESTATION_${code}`, 3, FILE]], signed: [4, 0, 1, 4] },
    ]);
  const quirk = (quirks: BundleQuirks): string => bundleOver(LINES[2]!, runner, quirks);
  const good = BUNDLES[2]!;
  return [
    third("invalid-payload", "A payload put into a bundle over another one.", [
      "INVALID",
      quirk({ payload: LINES[2]!.replace("ground", "elsewhere") }),
    ]),
    third("invalid-key", "A bundle that names another key than the one that signed.", [
      "INVALID",
      quirk({ named: another }),
    ]),
    third("invalid-listed-key", "A stranger's signature that names the listed key.", [
      "INVALID",
      bundleOver(LINES[2]!, another, { named: runner }),
    ]),
    third("payload-type", "Signed as another type of payload.", [
      "MALFORMED",
      quirk({ payloadType: "application/json" }),
    ]),
    third("high-s", "The higher of the two s: it holds, and is not the one spelling.", [
      "MALFORMED",
      quirk({ highS: true }),
    ]),
    third("media-type", "A bundle of another version.", [
      "MALFORMED",
      quirk({ mediaType: "application/vnd.dev.sigstore.bundle+json;version=0.2" }),
    ]),
    third("field-more", "A field more; other readers of bundles let it pass.", [
      "MALFORMED",
      quirk({ more: { note: "approved" } }),
    ]),
    third("two-signatures", "A bundle v0.3 has one signature.", [
      "MALFORMED",
      quirk({ secondSignature: true }),
    ]),
    third("keyid", "A keyid that is not the key's.", ["MALFORMED", quirk({ keyid: "0".repeat(64) })]),
    third("spelling", "A space in the JSON.", [
      "MALFORMED",
      good.replace('{"dsseEnvelope":', '{ "dsseEnvelope":'),
    ]),
    third("base64-unpadded", "Base64 without its padding, or with too much; other readers let it pass.", [
      "MALFORMED",
      looseBase64(good),
    ]),
    third("empty-line", "An empty line.", ["MALFORMED", ""]),
  ];
}

function looseBase64(bundle: string): string {
  const unpadded = bundle.replace(/=+","payloadType"/, '","payloadType"');
  return unpadded === bundle ? bundle.replace('","payloadType"', '====","payloadType"') : unpadded;
}
