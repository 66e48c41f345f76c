// The trust that counts at the commit, for whoever is about to change it in the work tree.
import { Refusal } from "../../diagnostics/refusal.ts";
import { judgeTrust } from "../../reconcile/judge-trust.ts";
import { TRUST_FOLDER } from "../../reconcile/load-trust.ts";
import type { SuccessionAnswer } from "../../trust/succession.ts";
import type { CommonOptions } from "../options.ts";
import { withSession } from "../session.ts";

/** Undefined where nothing is committed yet. */
export type CommittedTrust = SuccessionAnswer | undefined;

/** Rejects with a Refusal where the history cannot be read. */
export async function readCommittedTrust(options: CommonOptions): Promise<CommittedTrust> {
  try {
    return await withSession(options, { recordsAs: undefined }, async ({ objects, trustPin, edges }) => {
      const history = await objects.readHistory(trustPin.commit);
      const folder = await objects.findFolder(trustPin.tree, TRUST_FOLDER);
      return folder === undefined ? undefined : await judgeTrust({ objects, history, now: edges.now() });
    });
  } catch (error) {
    // A repository without a commit; a --ref that is not there is told as such.
    const isEmpty = error instanceof Refusal && error.code === "REF_NOT_FOUND";
    if (isEmpty && options.ref === "HEAD" && options.trustRef === undefined) return undefined;
    throw error;
  }
}
