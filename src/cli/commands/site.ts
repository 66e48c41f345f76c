// reconcile site: writes the pages about every plan and run, to be read without this program. Asks no target and moves
// nothing. Exit 0 once the site is written, whatever state the plans are in: the pages say it.
import path from "node:path";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { SiteData } from "../../site/site-data.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { withSession } from "../session.ts";
import { collectSite } from "../site/collect-site.ts";
import { findSitePlace } from "../site/site-place.ts";
import { siteFiles } from "../site/site-files.ts";
import { writeSite } from "../site/write-site.ts";
import { TOOL } from "../version.ts";
import { emit } from "../views/events.ts";
import { printLines } from "../views/lay-out.ts";
import { countStates } from "../views/plain-view.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { paintFor } from "../views/style.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, flags, plans } = context;
  const out = typeof flags["out"] === "string" ? flags["out"] : "";
  return withSession(options, { recordsAs: undefined }, async (session) => {
    const place = await findSitePlace(out, session.repository);
    const data = await collectSite(session, plans);
    const names = await writeSite(place, siteFiles(data), TOOL);
    tell(context, { data, out, pages: names.filter((name) => name.endsWith(".html")).length });
    return { exit: EXIT.done, plans: data.plans.length };
  });
}

interface Told {
  readonly data: SiteData;
  readonly out: string;
  readonly pages: number;
}

function tell({ terminal, options }: CommandContext, { data, out, pages }: Told): void {
  const index = path.join(out, "index.html");
  if (options.json) {
    emit(terminal, { type: "file", path: index });
    return;
  }
  if (options.quiet) return;
  const { sha, ref } = data.commit;
  const found = `${groupDigits(pages)} pages about ${countStates(data.plans)}`;
  printLines(terminal, [
    { lead: `${paintFor(terminal.color)("good", "✔")} `, text: found },
    { lead: "  commit  ", text: `${sha.slice(0, 12)} (${visibleText(ref)}), as of ${data.at}` },
    { lead: "  open    ", text: visibleText(index) },
  ]);
}
