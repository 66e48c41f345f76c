// What verify and export say of one run to a person: its verdict, on what that rests, and every finding with what to do.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { RunJudgement } from "../../reconcile/verify-runs.ts";
import type { Line } from "./lay-out.ts";
import type { Paint } from "./style.ts";
import { detailLines, headline } from "./verdict-lines.ts";

const MARKS = { intact: ["good", "✔"], broken: ["bad", "✖"], "cannot-judge": ["wait", "?"] } as const;
const INDENT = "    ";

export function judgementLines(judgement: RunJudgement, paint: Paint): readonly Line[] {
  const [tone, mark] = MARKS[judgement.verdict];
  return [
    { lead: `${paint(tone, mark)} `, text: `${paint("strong", judgement.run)}  ${headline(judgement)}` },
    ...detailLines(judgement).map((text) => ({ lead: INDENT, text: visibleText(text) })),
    ...judgement.findings.flatMap((finding) => findingLines(finding, paint)),
  ];
}

function findingLines(
  { code, file, line, message, todo }: RunJudgement["findings"][number],
  paint: Paint,
): readonly Line[] {
  const place = visibleText(line === null ? file : `${file}:${line}`);
  return [
    `${INDENT}${paint("bad", code)}  ${place}`,
    { lead: `${INDENT}  `, text: visibleText(message) },
    { lead: `${INDENT}  ${paint("strong", "next")}  `, text: visibleText(todo) },
  ];
}
