// B1: the built program with a flag that does no work, beside Node itself.
import { reconcile, type BenchCase } from "./case.ts";
import { running } from "./measure.ts";

const PEER = "node -e 0";

export const start: BenchCase = {
  name: "B1",
  title: "start",
  grows: false,
  run: async ({ folder, measure }) => {
    for (const flag of ["--version", "--help"]) {
      await measure({
        what: `reconcile ${flag}`,
        own: running(reconcile(folder, [flag])),
        peers: { [PEER]: running({ file: process.execPath, args: ["-e", "0"], cwd: folder }) },
        goals: [{ kind: "times", peer: PEER, atMost: 1.5 }],
        rounds: 11,
      });
    }
  },
};
