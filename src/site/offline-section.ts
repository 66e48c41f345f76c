// How to check a run without these pages: the commands of the program, and those of anybody's shell. And the report, as it
// lies in the repository.
import { h, type Child, type Element } from "./element.ts";
import type { SiteRun, SiteStatement } from "./site-data.ts";
import { code, command, digest, shellWord } from "./texts.ts";

export function offlineSection(plan: string, run: SiteRun): Element {
  const word = shellWord(plan);
  const folder = `runs/${plan}/${run.id}`;
  return h(
    "section",
    { "aria-labelledby": "check" },
    h("h2", { id: "check" }, "Check it yourself"),
    h(
      "p",
      {},
      "In a clone of the repository. The first command finds an edited, dropped, doubled or moved line and judges every gate again; the second decides every step again from what it is pinned to and compares.",
    ),
    command(`reconcile verify ${word}`),
    command(`reconcile replay ${word}`),
    h(
      "p",
      {},
      "Without this program: the kit has everything in it that is needed, and says step by step how to check it with ",
      code("ssh-keygen"),
      ", ",
      code("openssl"),
      ", ",
      code("sha256sum"),
      " and ",
      code("jq"),
      ".",
    ),
    command(`reconcile export ${word} --run ${shellWord(run.id)} --out kit`),
    byHand(folder, run.statements.at(-1)),
  );
}

/** One digest, and one file that it covers, by hand. */
function byHand(folder: string, last: SiteStatement | undefined): Child {
  if (last === undefined) return undefined;
  const [subject] = last.covers;
  const line = `sed -n ${last.seq + 1}p ${shellWord(`${folder}/evidence.jsonl`)} | tr -d '\\n' | sha256sum`;
  return [
    h(
      "p",
      {},
      `By hand: a statement's SHA-256 is that of its line without the newline. For statement ${last.seq} it has to be `,
      digest(last.sha256),
      ".",
    ),
    command(line),
    subject === undefined
      ? undefined
      : [
          h(
            "p",
            {},
            "Every file that a statement covers is in git, by the name of its object. For ",
            code(subject.name),
            " it has to be ",
            digest(subject.digest.sha256),
            ".",
          ),
          command(`git cat-file blob ${shellWord(subject.digest.gitBlob)} | sha256sum`),
        ],
  ];
}

export function reportSection({ report }: SiteRun): Child {
  if (report === undefined) return undefined;
  return h(
    "section",
    { "aria-labelledby": "report" },
    h("h2", { id: "report" }, "The report"),
    h("p", {}, code("report.md"), " as it lies in the folder of the run."),
    h("pre", { class: "report", tabindex: 0 }, h("code", {}, report)),
  );
}
