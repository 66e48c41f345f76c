// VERIFY.md: how somebody who does not trust this program checks a kit with stock tools. The text is the same for every
// kit, so that it can be compared; what differs from run to run is read out of the kit's files when the commands run.
import { MACHINE_STEPS } from "./kit-machine-steps.ts";
import { PEOPLE_STEPS } from "./kit-people-steps.ts";
import { PREPARATION } from "./kit-preparation.ts";
import { RECORD_STEPS } from "./kit-record-steps.ts";
import type { KitStep } from "./kit-step.ts";

const STEPS: readonly KitStep[] = [PREPARATION, ...RECORD_STEPS, ...PEOPLE_STEPS, ...MACHINE_STEPS];

/** The text of VERIFY.md. */
export function renderGuide(): string {
  return [OPENING, ...STEPS.map(renderStep), CLOSING].join("\n");
}

function renderStep({ title, shows, commands, output }: KitStep): string {
  return `## ${title}\n\n${shows}\n\n\`\`\`bash\n${commands}\n\`\`\`\n\nOutput: ${output}\n`;
}

const OPENING = `# How to check this kit without the program that made it

You need \`bash\`, \`ssh-keygen\` (OpenSSH 9.1 or later), \`openssl\`, \`jq\` (1.6 or later) and the usual \`sha256sum\`, \`sha1sum\`, \`grep\`, \`sed\`, \`od\` and their like. Nothing here needs a network, and nothing is written.

Open a \`bash\` in this folder and paste one block after the other; the first one defines what the others use. Each step prints lines that begin with \`OK\`, and at its end \`== step N holds\`; what is wrong ends it with \`FAIL step N\` and a status other than 0. A line \`NOTE\` tells of something that is not shown, or that a person has to look at.

All at once, stopping at the first step that does not hold:

\`\`\`sh
bash -e <(sed -n '/^\`\`\`bash$/,/^\`\`\`$/{/^\`\`\`/!p;}' VERIFY.md)
\`\`\`

This text is the same in every kit of this version: where you do not trust it either, take it from another kit or from the program's source. The commands take everything else from these files:

| File | What it is |
| --- | --- |
| \`evidence.jsonl\`, \`statements/0000.json\` … | the record: one in-toto statement a line, and each line without its newline, so that its SHA-256 is what the next one names |
| \`attestations.jsonl\`, \`bundles/0000.sigstore.json\` … | the runner's signatures: one Sigstore bundle a line, and each under its statement's number |
| \`runners/runner-*.pub.pem\` | the runners' public keys, named by their SHA-256 |
| \`inputs/0000/plans/…\` | the plan, its signature, the source, the target, the policy and the lists of keys that statement 0 and those after it were decided from; a folder with a later number takes over from that statement on |
| \`approvals/0004/0.yaml\`, \`.sig\` | the approvals that statement 4 judged, in the order in which it names them |
| \`trust/0001/\` … | every version of the policy, its lists, the admins' signatures, and in \`at\` the moment at which their keys had to be valid |
| \`manifest.jsonl\` | the units that the source is cut into |
| \`facts.json\`, \`report.md\` | what the database was said to hold, and what a person was shown |
| \`git/*.commit\`, \`git/*.tree\` | raw git objects without their header, named by their object names |
| \`exported.json\` | what the program that made this kit says of it |
`;

const CLOSING = `## 9. What this kit cannot show

- **That the history before was honest.** The kit proves that files lay in a commit, not how that commit came to be, nor that it is in the branch that everybody uses. Compare the exported commit with a clone that you trust.
- **That nothing was left out.** A record that was cut off after its last statement here is still a good chain, and a run that is not here leaves no gap. Ask for the list of runs, and compare the last statement's SHA-256 with an older copy.
- **The first use of trust.** The first policy was signed by nobody. Whoever wrote it decided who may approve. Compare its SHA-256 with somebody who was there.
- **The clock.** Times are those of the machine that recorded. They never go back, and approvals and keys were held against them; a machine whose clock was wrong was wrong for all of them.
- **That the facts were the database's.** \`facts.json\` is what the program said that it read. In a DRYRUN nothing was written to a database: what is on record there was simulated.
- **That the manifest follows from the plan.** Step 4 shows that the units cover the source. That they are cut where the plan's rules say is for you to read, or for the program to repeat: \`reconcile replay\`.
- **Who a key belongs to.** That \`bob@example.org\` is a certain human being, and that nobody else had the key, is known to those who put the key on the list.
- **A key that was revoked later.** Every signature is held against the lists of its time. Ask for today's \`revoked_keys\`.
- **That a gate which did not open was rightly kept shut.** Only what opened is judged again here; \`reconcile verify\` judges both.
`;
