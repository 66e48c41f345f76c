// How to check a run, as commands to be pasted in the root of a clone, with what each has to print. Only values whose form
// is known go into a command: what has another form is left out, and nothing of a document can end a word or the block.
import type { Predicate, Statement } from "../model/generated/statement.ts";
import { gateOf } from "../model/phase.ts";
import { NAMESPACES } from "../model/signature.ts";
import { NO_WORDS, type ReportInput } from "./report-input.ts";
import { filesOf } from "./report-inputs.ts";
import { resultsOf } from "./report-results.ts";

/** A path, a name or a digest that is one word to a shell, and no option. */
const WORD = /^[A-Za-z0-9_][A-Za-z0-9_.@+/-]*$/;

interface RunNames {
  readonly plan: string;
  readonly id: string;
}

export function checkSections({
  statements,
  head,
  words = NO_WORDS,
}: ReportInput): readonly (readonly string[])[] {
  const last = statements.at(-1)?.predicate;
  if (last === undefined || !isWord(last.run.plan) || !isWord(last.run.id)) return [];
  const { plan, id } = last.run;
  const signatures = signatureCommands(statements, words.principals);
  return [
    ["With cutplan: the whole evidence, every decision made again, and the kit that needs no cutplan."],
    block([`reconcile verify ${plan}`, `reconcile replay ${plan}`, `reconcile export ${plan} --run ${id}`]),
    [
      `Without it. Each line of evidence.jsonl, without its newline, has the digest that the steps above name; the last is \`${head.sha256}\`.`,
    ],
    block([
      `while IFS= read -r line; do printf %s "$line" | sha256sum; done < runs/${plan}/${id}/evidence.jsonl`,
    ]),
    [
      "What the run was decided from, out of git's history, also where the files have changed since. Each line has to say OK.",
    ],
    block(digestCommands(statements, { plan, id })),
    ...(signatures.length === 0
      ? []
      : [
          [
            "Who signed the plan and the approvals, with the lists of keys and at the moment that counted. Each has to say Good.",
          ],
          block(signatures),
        ]),
  ];
}

function block(commands: readonly string[]): readonly string[] {
  return ["```sh", ...commands, "```"];
}

function isWord(text: string): boolean {
  return WORD.test(text);
}

/** Every input by its blob, every approval that counted by the folder it lay in, and the facts. */
function digestCommands(statements: readonly Statement[], { plan, id }: RunNames): readonly string[] {
  const facts = statements.at(-1)?.predicate.facts;
  const files = filesOf(statements).filter(({ name }) => isWord(name));
  return [
    'check() { sha256sum | grep -q "^$1 " && echo "$2: OK" || echo "$2: DIFFERS"; }',
    ...files.map(
      ({ name, digest: { sha256, gitBlob } }) => `git cat-file blob ${gitBlob} | check ${sha256} ${name}`,
    ),
    ...countedApprovals(statements).map(
      ({ object, sha256, name }) => `git cat-file blob ${object} | check ${sha256} ${name}`,
    ),
    ...(facts == null ? [] : [`check ${facts.sha256} facts.json < runs/${plan}/${id}/facts.json`]),
  ];
}

interface CountedApproval {
  readonly person: string;
  readonly sha256: string;
  /** The file, and how git finds it: by the tree of the folder that was looked at. */
  readonly name: string;
  readonly object: string;
  readonly isSigned: boolean;
  /** The statement for which it was judged: its lists and its time count. */
  readonly judged: Predicate;
}

function countedApprovals(statements: readonly Statement[]): readonly CountedApproval[] {
  return statements.flatMap(({ predicate }) => {
    const { approvals, approvalsTree, phase, run } = predicate;
    const gate = gateOf(phase)?.toLowerCase().replace("_", "-");
    if (gate === undefined || approvalsTree === null) return [];
    return approvals
      .filter(({ policy, person }) => policy === "COUNTED" && isWord(person))
      .map(({ person, sha256, authenticity }) => ({
        person,
        sha256,
        name: `plans/${run.plan}/approvals/${gate}.${person}.yaml`,
        object: `${approvalsTree}:${gate}.${person}.yaml`,
        isSigned: authenticity === "AUTHENTIC",
        judged: predicate,
      }));
  });
}

interface SignedObject {
  readonly person: string;
  readonly object: string;
  readonly signature: string;
  readonly namespace: string;
  readonly judged: Predicate;
}

function signatureCommands(
  statements: readonly Statement[],
  principals: ReadonlyMap<string, string>,
): readonly string[] {
  const commands: string[] = [];
  let shown: string | undefined;
  for (const { person, object, signature, namespace, judged } of signedObjects(statements)) {
    const principal = principals.get(person);
    const lists = listCommands(judged);
    if (lists === undefined || principal === undefined || !isWord(principal)) continue;
    const at = judged.observed.at.replaceAll(/[-:T]/g, "");
    commands.push(
      ...(lists === shown ? [] : [lists]),
      `git cat-file blob ${signature} > "$tmp/signature"`,
      `git cat-file blob ${object} | ssh-keygen -Y verify -f "$tmp/signers" -r "$tmp/revoked" -s "$tmp/signature" \\`,
      `  -I ${principal} -n ${namespace} -O verify-time=${at}`,
    );
    shown = lists;
  }
  return commands.length === 0 ? [] : ["tmp=$(mktemp -d)", ...commands, 'rm -r "$tmp"'];
}

/** The lists of keys as they lay in the commit that was judged. */
function listCommands({ inputs }: Predicate): string | undefined {
  const blob = (name: string): string | undefined =>
    inputs.find((input) => input.name === `plans/_trust/${name}`)?.digest.gitBlob;
  const [signers, revoked] = [blob("allowed_signers"), blob("revoked_keys")];
  if (signers === undefined || revoked === undefined) return undefined;
  return `git cat-file blob ${signers} > "$tmp/signers"\ngit cat-file blob ${revoked} > "$tmp/revoked"`;
}

/** The plan by its author, where the record says so, and every approval that counted. */
function signedObjects(statements: readonly Statement[]): readonly SignedObject[] {
  const approvals = countedApprovals(statements)
    .filter(({ isSigned }) => isSigned)
    .map((approval) => ({
      ...approval,
      signature: `${approval.object}.sig`,
      namespace: NAMESPACES.approval,
    }));
  return [...signedPlan(statements), ...approvals];
}

function signedPlan(statements: readonly Statement[]): readonly SignedObject[] {
  const { author } = resultsOf(statements.map(({ predicate }) => predicate)).preflight ?? {};
  const begun = statements.find(({ predicate }) => predicate.phase === "preflight");
  const [plan] = begun?.subject ?? [];
  if (author?.authenticity !== "AUTHENTIC" || begun === undefined || plan === undefined) return [];
  const signature = begun.predicate.inputs.find(({ name }) => name === `${plan.name}.sig`);
  if (signature === undefined) return [];
  const [object, signed] = [plan.digest.gitBlob, signature.digest.gitBlob];
  const judged = begun.predicate;
  return [{ person: author.person, object, signature: signed, namespace: NAMESPACES.plan, judged }];
}
