// B6's own side, a process of its own with a sandbox: times leg A, from asking the adapter to its answer.
import { contractOf } from "../../src/model/contract.ts";
import type { ActuatorContext } from "../../src/model/effect.ts";
import type { Target } from "../../src/model/generated/target.ts";
import { buildLiveAdapter } from "../../src/target/actuator.ts";
import { Sandbox } from "../../src/target/sandbox/sandbox.ts";
import { answerTurns } from "./child.ts";
import { cutOf, SEED, type LegAQuestion } from "./leg-a-cut.ts";
import { secondsSince } from "./measure.ts";

const TARGET: Target = {
  apiVersion: "cutplan/v1",
  kind: "Target",
  metadata: { name: "bench" },
  spec: { driver: "embedded" },
};

const starting = Sandbox.start({ seed: SEED });

async function timeLegA({ units, round }: LegAQuestion): Promise<number> {
  const sandbox = await starting;
  const prefix = `ROUND-${round}`;
  const context: ActuatorContext = {
    ...cutOf(prefix, units),
    run: `bench-${String(round).padStart(12, "0")}`,
    mode: "LIVE",
    documentId: prefix,
    prefix,
    contract: contractOf(TARGET),
    facts: await sandbox.readFacts(TARGET, { prefix, reader: "bench" }),
    done: ["pre_write_backup"],
    consent: () => [],
  };
  const adapter = buildLiveAdapter(sandbox);
  const started = process.hrtime.bigint();
  await adapter.cutLegA(context, { changeSetId: `cs-${round}`, cutplanRows: context.manifest.rows });
  return secondsSince(started);
}

answerTurns(
  (question) => timeLegA(question as LegAQuestion),
  async () => (await starting).stop(),
);
