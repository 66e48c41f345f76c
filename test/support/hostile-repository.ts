// A repository full of hostile texts, wherever documents, git and people can put one: a title, headings, bodies, reasons,
// a branch, faulty documents. Carried to its end by the program itself.
import { sha256Hex } from "../../src/model/digest.ts";
import { HIDDEN_CHARACTER } from "../../src/diagnostics/hidden-characters.ts";
import { HOSTILE_TEXTS } from "./hostile-texts.ts";
import { approvalsFor, manyPlans } from "./many-plans.ts";
import { makeRepository, type Ending, type TestRepository } from "./repository.ts";
import { runHere } from "./run-here.ts";

export const HOSTILE_NOW = "2026-11-21T10:00:00Z";
export const HOSTILE_TITLE = `Deed </title></h1><script>window.canary=1</script> "onload='x' &amp; <!-- אבג`;
export const HOSTILE_REASON = `read <img src=x onerror=window.canary=1> it, [see](javascript:window.canary=1) --!>`;
const BRANCH = `"><svg/onload=window.canary=1>`;

/** Every hostile text is a heading and a body; those that no line can hold are bodies only. */
export function hostileSource(): string {
  const sections = HOSTILE_TEXTS.map((text, index) => {
    const line = text.toWellFormed();
    const heading = /[\u2028\u2029\u0085]/.test(line) ? "lines" : line.slice(0, 400);
    return `## Section ${index + 1} ${heading}\n\n${line}\n\n\`\`\`\n${line}\n\`\`\`\n`;
  });
  return sections.join("\n");
}

/** One closed run, one that waits for an approval with a hostile reason, and a plan that is faulty throughout. */
export async function makeHostileRepository(ending: Ending): Promise<TestRepository> {
  const repository = makeRepository(ending);
  const source = hostileSource();
  const plan = `apiVersion: cutplan/v1
kind: CutPlan
metadata: {name: deed, title: ${JSON.stringify(HOSTILE_TITLE)}, author: alice}
spec:
  mode: DRYRUN
  target: scratch
  source: {path: source.txt, sha256: "${sha256Hex(source)}", documentId: DEED}
  cut:
    prefix: DEED
    levels:
      - {heading: 2, marker: "Section {n}", code: "S{n}"}
    numbering: declared
  expect: {units: ${HOSTILE_TEXTS.length}}
`;
  const reconcile = async (): Promise<void> => {
    await runHere(repository.directory, ["run", "--quiet", "--commit", "--now", HOSTILE_NOW]);
  };
  repository.git(["symbolic-ref", "HEAD", `refs/heads/${BRANCH}`]);
  repository.commit({
    ...manyPlans(1, 2),
    "plans/deed/plan.yaml": plan,
    "plans/deed/source.txt": source,
    "plans/faulty/plan.yaml": faultyPlan(),
    "plans/faulty/<script>window.canary=1<／script>.yaml": "x",
  });
  for (const gate of ["SG_1", "SG_2"] as const) {
    await reconcile();
    repository.commit(withReason(approvalsFor(repository.directory, gate, ["deed"])));
  }
  await reconcile();
  const [[name, text] = ["", ""]] = Object.entries(
    approvalsFor(repository.directory, "SG_1", ["plan-00000"]),
  );
  repository.commit(
    withReason({ [name]: String(text).replace(/expiresAt: .*/, `expiresAt: "2026-11-21T09:00:00Z"`) }),
  );
  return repository;
}

function withReason(files: Readonly<Record<string, string | Uint8Array>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([name, text]) => [
      name,
      String(text).replace(/^reason: .*$/m, `reason: ${JSON.stringify(HOSTILE_REASON)}`),
    ]),
  );
}

/** With a hidden character in it, nothing else would be said of the file. */
function isPlain(text: string): boolean {
  return !new RegExp(HIDDEN_CHARACTER, "v").test(text);
}

/** Hostile names of fields and values, which its diagnostics quote. */
function faultyPlan(): string {
  const fields = HOSTILE_TEXTS.filter(isPlain).map(
    (text) =>
      `  ? ${JSON.stringify(text.toWellFormed().slice(0, 200))}\n  : ${JSON.stringify(text.toWellFormed())}\n`,
  );
  return `apiVersion: cutplan/v1\nkind: CutPlan\nspec: {}\nmetadata:\n${[...new Set(fields)].join("")}`;
}
