// The chain of evidence of a run: every statement with its digest, what it covers, and the link to the one before; and how
// to check it without these pages.
import { chunkIndex, chunkSteps, type ChunkedPages } from "./chunk-nav.ts";
import { h } from "./element.ts";
import { offlineSection, reportSection } from "./offline-section.ts";
import { framePage, type SitePage } from "./page-frame.ts";
import type { SiteData, SiteRun, SiteStatement } from "./site-data.ts";
import { chunkPath } from "./site-paths.ts";
import { statementBlock } from "./statement-block.ts";
import { chainOf } from "./statement-covers.ts";
import { subjectHead } from "./subject-head.ts";
import { statementLinks, tabsOf, type Subject } from "./subject.ts";
import { code, count, digest } from "./texts.ts";

/** `plan`: its name, as commands take it. */
export function* evidencePages(
  data: SiteData,
  subject: Subject,
  { run, plan }: { readonly run: SiteRun; readonly plan: string },
): Generator<SitePage> {
  const { folder, statements: chunks } = subject;
  const pages: ChunkedPages<SiteStatement> = {
    folder,
    kind: "evidence",
    chunks,
    nameOf: ({ seq }) => `${seq}`,
  };
  const chain = chainOf(run.statements);
  for (const [current, { first, items }] of chunks.entries()) {
    const path = chunkPath(folder, "evidence", current);
    const link = statementLinks(subject, path);
    yield framePage(data, {
      path,
      title: `Evidence of ${subject.name}`,
      trail: [...subject.trail, { text: "Evidence", path }],
      band: subject.band,
      main: [
        subjectHead(subject),
        tabsOf(subject, path, "evidence"),
        h("h2", {}, `${count(run.statements.length, "statement")}, each resting on the one before`),
        h(
          "p",
          { class: "lead" },
          "The last one stands for all: ",
          code(`evidence head: seq ${run.head.seq} sha256 `),
          digest(run.head.sha256),
        ),
        chunkIndex(pages, current),
        h(
          "ol",
          { class: "chain", start: first },
          chain.slice(first, first + items.length).map((one) => statementBlock(one, link)),
        ),
        chunkSteps(pages, current),
        offlineSection(plan, run),
        reportSection(run),
      ],
    });
  }
}
