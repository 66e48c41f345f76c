// reconcile trust check: reads the trust policy of a commit, asks whether it counts, and tells who may do what. Writes nothing.
import { findMissingRevocations, readTrust, type ReadTrust } from "../../reconcile/read-trust.ts";
import { judgeTrust } from "../../reconcile/judge-trust.ts";
import { describeStanding } from "../../trust/who-may-what.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT, exitOfRefusal } from "../exit-codes.ts";
import { withSession, type Session } from "../session.ts";
import { emit } from "../views/events.ts";
import { printLines } from "../views/lay-out.ts";
import { paintFor } from "../views/style.ts";
import { tellFaults } from "../views/tell-faults.ts";
import { trustEvents } from "../views/trust-events.ts";
import { trustLines } from "../views/trust-lines.ts";
import { notesOf, type ShownTrust } from "./trust-notes.ts";

/** Exit 0 where it counts, 65 where a document is invalid, 4 where it does not count, 8 where that cannot be judged. */
export async function checkPolicy(context: CommandContext): Promise<CommandResult> {
  const { options, terminal } = context;
  return withSession(options, { recordsAs: undefined }, async (session) => {
    const read = await readTrust(session.objects, session.trustPin);
    if (read.policy === undefined || read.diagnostics.length > 0)
      return tellFaults(context, read.diagnostics);
    const shown = await judge(session, { ...read, policy: read.policy });
    if (options.json) for (const event of trustEvents(shown)) emit(terminal, event);
    else if (!options.quiet)
      printLines(terminal, trustLines(shown, { paint: paintFor(terminal.color), verbose: options.verbose }));
    const refusal =
      shown.answer.kind === "refused" ? shown.answer.refusal : findMissingRevocations(read.lists);
    return refusal === undefined ? { exit: EXIT.done } : { exit: exitOfRefusal(refusal.code), refusal };
  });
}

async function judge(
  { objects, trustPin, edges }: Session,
  { policy, lists }: ReadTrust & { readonly policy: NonNullable<ReadTrust["policy"]> },
): Promise<ShownTrust> {
  const now = edges.now();
  const history = await objects.readHistory(trustPin.commit);
  const shown = {
    commit: trustPin.commit,
    policy: policy.value,
    sha256: policy.file.sha256,
    lists,
    now,
    answer: await judgeTrust({ objects, history, now }),
    standing: describeStanding(policy.value, lists.lists, now),
  };
  return { ...shown, notes: notesOf(shown) };
}
