// The text of docs/refusals.md: refusals by subject, then the reasons in statements, the words for approvals, and what verify
// finds; all from the tables that the program itself goes by.
import { BINDING_VERDICTS } from "../src/approvals/binding.ts";
import { GATE_OBSTACLES } from "../src/approvals/gate-verdict.ts";
import { STRUCTURE_FAULTS } from "../src/approvals/structure.ts";
import { POLICY_VERDICTS } from "../src/approvals/weigh-decisions.ts";
import { exitOfRefusal } from "../src/cli/exit-codes.ts";
import { REFUSAL_SUBJECTS } from "../src/diagnostics/refusal-notes.ts";
import type { SubjectNotes } from "../src/diagnostics/refusal-note.ts";
import { Refusal, REFUSALS, type RefusalCode } from "../src/diagnostics/refusal.ts";
import { renderRefusal } from "../src/diagnostics/render-diagnostic.ts";
import { FINDINGS } from "../src/evidence/finding.ts";
import { AUTHENTICITIES } from "../src/model/authenticity.ts";
import { TORN_REASONS } from "../src/model/torn-effect.ts";
import { FAILURE_REASONS } from "../src/phases/phase.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

const EXAMPLE = renderRefusal(
  new Refusal("LOCK_HELD", {
    message:
      '"run", process 4711 on "register-1", since "2026-11-21T10:00:00Z", holds the lock of this clone',
    expected: "one reconcile at a time in a clone",
    todo: "wait until it has ended",
  }),
  { color: false, columns: 100 },
);

const HEAD = `<!-- Generated from src/ by \`npm run generate\`. Change the tables there, not this file. -->

# Refusals, reasons and findings

Three kinds of no have codes in capitals. A **refusal** is an expected no of a command or of one plan. A **reason** stands in a statement of the evidence, and says why a step did not pass. A **finding** is what \`reconcile verify\` has against the evidence. (Faults of documents have codes in small letters: [diagnostics](diagnostics.md).) A code never changes its meaning.

A refusal is shown as a block on standard error: the code, what is wrong with which value, what was expected, and what to do; with \`--json\` it is an event \`refusal\`.

\`\`\`text
${EXAMPLE}
\`\`\`

A refusal that concerns one plan stops that plan only: it is that plan's outcome, and the others go on. The exit code is the one given below; with several plans the highest-ranking wins ([exit codes](../README.md#exit-codes)). A refusal that is on record already is 0, and 4 with \`--detailed-exitcode\`.
`;

function renderSubject(title: string, notes: SubjectNotes): string {
  const entries = Object.entries(notes).map(
    ([code, { when, todo }]) => `### ${code}

${escapeMarkdown(sentence(REFUSALS[code as RefusalCode]))}

- when: ${escapeMarkdown(when)}
- exit code: ${exitOfRefusal(code as RefusalCode)}
- next: ${escapeMarkdown(todo)}
`,
  );
  return `## ${title}\n\n${entries.join("\n")}`;
}

interface Meaning {
  readonly means: string;
  readonly todo: string;
}

/** `- `CODE`: what it means.` */
function renderList(table: Readonly<Record<string, string>>): string {
  return Object.entries(table)
    .map(([code, means]) => `- \`${code}\`: ${escapeMarkdown(means)}.`)
    .join("\n");
}

/** What to do stands behind the meaning; where several have it in common, once above them. */
function renderMeanings(table: Readonly<Record<string, Meaning>>): string {
  const groups = Map.groupBy(Object.entries(table), ([, { todo }]) => todo);
  const shared = [...groups].filter(([, entries]) => entries.length > 1);
  const alone = [...groups.values()].filter((entries) => entries.length === 1).flat();
  return [
    ...shared.map(([todo, entries]) => {
      const list = renderList(Object.fromEntries(entries.map(([code, { means }]) => [code, means])));
      return `${escapeMarkdown(sentence(todo))}\n\n${list}`;
    }),
    ...(alone.length === 0 ? [] : ["The others:"]),
    alone
      .map(([code, { means, todo }]) => `- \`${code}\`: ${escapeMarkdown(`${means}. ${sentence(todo)}`)}`)
      .join("\n"),
  ].join("\n\n");
}

/** A name that is written small stays so. */
function sentence(text: string): string {
  const start = /^[a-z]+-/.test(text) ? text.charAt(0) : text.charAt(0).toUpperCase();
  return `${start}${text.slice(1)}${text.endsWith(".") ? "" : "."}`;
}

function reasons(): string {
  return `## Reasons in statements

A statement whose outcome is not \`PASSED\` has at least one reason.

### A phase failed

The run ends there; another one begins where something changed.

${renderMeanings(FAILURE_REASONS)}

### A step was torn

Only in LIVE: the run stands at SG_3. Behind the first reason stand those that were found where somebody looked.

${renderList(TORN_REASONS)}

### A gate was refused

The gate's own reasons, and beside them the words of the next section for each approval that does not count.

${renderList(GATE_OBSTACLES)}

### The run was refused, or ended as stale

\`refusal\` has the code of the refusal, as above. \`stale\` has \`FACTS_STALE\`: the target's data moved under the run, and the next attempt begins anew.
`;
}

function approvals(): string {
  return `## What is said of an approval

Each approval at a gate is asked three separate questions, and the answers stand beside it in the statement.

### authenticity: did that person sign these bytes?

${renderList(AUTHENTICITIES)}

### binding: is it for exactly this?

${renderList(BINDING_VERDICTS)}

### policy: do the rules let it count?

${renderList(POLICY_VERDICTS)}

Where it is \`MALFORMED\`, \`reconcile explain\` names what is wrong:

${renderList(STRUCTURE_FAULTS)}
`;
}

function findings(): string {
  return `## What verify finds

Any of these ends \`reconcile verify\` with 7, or with 8 where it says no more than that this clone cannot judge.

${renderMeanings(FINDINGS)}
`;
}

export function refusalsPage(): string {
  const subjects = REFUSAL_SUBJECTS.map(([title, notes]) => renderSubject(title, notes));
  return [HEAD, ...subjects, reasons(), approvals(), findings()].join("\n");
}
