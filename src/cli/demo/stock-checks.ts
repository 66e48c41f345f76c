// The checks that need nothing of this program: each hands files to a stock tool and says what that answered. A tool that is
// not installed is said to be skipped; an answer that is no good one ends the demo.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { approvalPath } from "../../approvals/approval-file.ts";
import type { ProgramAnswer } from "../../keys/run-program.ts";
import type { StockToolCall } from "../../keys/stock-tool.ts";
import { NAMESPACES } from "../../model/signature.ts";
import { PLAN } from "./documents.ts";
import { readRecordedRun } from "./recorded-run.ts";
import { requireSeen } from "./require-seen.ts";
import type { Stage } from "./stage.ts";

type Tool = StockToolCall["tool"];

/** What came of one check: a line for a reader. */
export interface StockCheck {
  readonly tool: Tool;
  readonly line: string;
}

/** bob's approval of SG_2: by whom, for what purpose, over exactly these bytes (ssh-keygen(1), `-Y verify`). */
export async function checkApproval(stage: Stage): Promise<StockCheck> {
  const file = approvalPath(PLAN, "SG_2", "bob");
  const at = (name: string): string => path.join(stage.root, name);
  const time =
    stage.fixedNow === undefined ? [] : ["-O", `verify-time=${stage.now().replaceAll(/[-:T]/g, "")}`];
  const answer = await stage.runTool({
    tool: "ssh-keygen",
    args: [
      ...["-Y", "verify", "-n", NAMESPACES.approval, "-I", "bob@example.org", ...time],
      ...["-f", at("plans/_trust/allowed_signers"), "-r", at("plans/_trust/revoked_keys")],
      ...["-s", at(`${file}.sig`)],
    ],
    from: at(file),
  });
  return judged("ssh-keygen", answer, "ssh-keygen: bob's key signed his approval of SG_2, byte for byte");
}

/** The chain: the digest that sha256sum gives each statement is the one that the next statement names. */
export async function checkChain(stage: Stage): Promise<StockCheck> {
  const { lines } = await readRecordedRun(stage);
  const folder = path.join(stage.folder, "statements");
  await mkdir(folder);
  const files = lines.map((_line, index) => path.join(folder, `${index}.json`));
  for (const [index, { bytes }] of lines.entries()) await writeFile(files[index] ?? "", bytes);
  const answer = await stage.runTool({ tool: "sha256sum", args: files });
  const told = `sha256sum: ${lines.length} statements, each naming the digest of the one before`;
  const check = judged("sha256sum", answer, told);
  if (answer === undefined) return check;
  const digests = Buffer.from(answer.stdout)
    .toString()
    .split("\n")
    .map((line) => line.slice(0, 64));
  const named = lines.map(({ statement }) => statement.predicate.previous?.sha256 ?? null);
  const expected = [null, ...digests.slice(0, lines.length - 1)];
  requireSeen({ what: "digests named by the statements", expected, seen: named });
  return check;
}

interface Bundle {
  readonly verificationMaterial: { readonly publicKey: { readonly hint: string } };
  readonly dsseEnvelope: {
    readonly payloadType: string;
    readonly signatures: readonly { readonly sig: string }[];
  };
}

/** The last statement's bundle: DSSE (its protocol, "PAE") by the key that the policy lists, over the bytes in evidence.jsonl. */
export async function checkBundle(stage: Stage): Promise<StockCheck> {
  const { folder, last, lines } = await readRecordedRun(stage);
  const bundles = (await stage.read(`${folder}/attestations.jsonl`)).toString().trimEnd().split("\n");
  requireSeen({ what: "bundles in attestations.jsonl", expected: lines.length, seen: bundles.length });
  const { verificationMaterial, dsseEnvelope } = JSON.parse(bundles.at(-1) ?? "{}") as Bundle;
  const key = verificationMaterial.publicKey.hint;
  const policy = (await stage.read("plans/_trust/policy.yaml")).toString();
  requireSeen({
    what: "the policy lists the runner's key",
    expected: true,
    seen: policy.includes(`"${key}"`),
  });
  const { payloadType, signatures } = dsseEnvelope;
  const head = `DSSEv1 ${payloadType.length} ${payloadType} ${last.bytes.length} `;
  const at = (name: string): string => path.join(stage.folder, name);
  await writeFile(at("runner.pem"), `-----BEGIN PUBLIC KEY-----\n${key}\n-----END PUBLIC KEY-----\n`);
  await writeFile(at("signature"), Buffer.from(signatures[0]?.sig ?? "", "base64"));
  await writeFile(at("signed"), Buffer.concat([Buffer.from(head), last.bytes]));
  const args = ["dgst", "-sha256", "-verify", at("runner.pem"), "-signature", at("signature"), at("signed")];
  const answer = await stage.runTool({ tool: "openssl", args });
  const { seq } = last.statement.predicate;
  return judged("openssl", answer, `openssl: the runner that the policy lists signed statement ${seq}`);
}

function judged(tool: Tool, answer: ProgramAnswer | undefined, line: string): StockCheck {
  if (answer === undefined) return { tool, line: `${tool}: not installed here, so this check is skipped` };
  const { exitCode, stdout, stderr } = answer;
  const said = `${Buffer.from(stdout).toString()} ${stderr}`.trim();
  requireSeen({ what: `${tool}, its exit code`, expected: 0, seen: exitCode, said });
  return { tool, line };
}
