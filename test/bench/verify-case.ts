// B7: verify of closed runs whose plans, approvals and statements nobody signed, beside SHA-256 of the bytes that it hashes:
// the whole command with git, and what the evidence room does of it.
import path from "node:path";
import { reconcile, type Bench, type BenchCase } from "./case.ts";
import { startChild } from "./child.ts";
import { running } from "./measure.ts";
import { openGrowingRepository } from "./repositories.ts";
import type { VerifyQuestion } from "./verify-alone.ts";

/** Runs; each closes with this many statements. */
const SIZES = [100, 300, 770] as const;
const STATEMENTS = 13;
const ALONE = new URL("verify-alone.ts", import.meta.url);
const HASHER = path.join(import.meta.dirname, "hash-alone.ts");
const PEER = "SHA-256 of the same bytes";

interface Verified {
  readonly directory: string;
  readonly size: { readonly count: number; readonly of: string };
  readonly isWarm: boolean;
}

async function measureCommand({ measure }: Bench, { directory, size, isWarm }: Verified): Promise<void> {
  const isLargest = size.count === STATEMENTS * (SIZES.at(-1) ?? 0);
  await measure({
    what: "verify without signatures",
    size,
    own: running(reconcile(directory, ["verify", "--quiet"])),
    peers: { [PEER]: running({ file: process.execPath, args: [HASHER, directory], cwd: directory }) },
    goals: [
      { kind: "times", peer: PEER, atMost: 5 },
      ...(isLargest ? [{ kind: "seconds" as const, under: 1 }] : []),
    ],
    rounds: 5,
    isWarm,
  });
}

async function measureEvidence({ measure }: Bench, { directory, size }: Verified): Promise<void> {
  const own = startChild<VerifyQuestion>(ALONE);
  const beside = startChild<VerifyQuestion>(ALONE);
  try {
    await measure({
      what: "the evidence alone, in memory",
      size,
      own: () => own.ask({ directory, work: "verify" }),
      peers: { [PEER]: () => beside.ask({ directory, work: "hash" }) },
      goals: [{ kind: "times", peer: PEER, atMost: 5 }],
      rounds: 9,
    });
  } finally {
    await own.stop();
    await beside.stop();
  }
}

export const verifyStatements: BenchCase = {
  name: "B7",
  title: "verify closed runs of thirteen statements",
  grows: true,
  run: async (bench) => {
    const directory = path.join(bench.folder, "closed");
    const repository = openGrowingRepository(directory);
    for (const [index, runs] of bench.sizes(SIZES).entries()) {
      await repository.growClosed(runs);
      const verified = { directory, size: { count: runs * STATEMENTS, of: "statements" }, isWarm: index > 0 };
      await measureCommand(bench, verified);
      await measureEvidence(bench, verified);
    }
  },
};
