// A small record with all that a record can hold: goals met, missed and not judged, peers present and missing, steep growth.
import type { BenchRecord, CaseResult, Row, Samples } from "./record.ts";

const taken = { date: "2026-11-21", load: 0.1, missing: [] } as const;

/** Three runs around so many seconds, and one peak below so many MB. */
function samples(seconds: number, peakMb?: number): Samples {
  const runs = { seconds: [seconds, seconds * 0.9, seconds * 1.2] };
  return peakMb === undefined ? runs : { ...runs, peakMb: [peakMb - 2, peakMb, peakMb - 1] };
}

const start: CaseResult = {
  ...taken,
  name: "B1",
  title: "start",
  grows: false,
  rows: [
    {
      what: "reconcile --version",
      own: samples(0.05, 50),
      peers: [{ name: "node -e 0", samples: samples(0.025, 40) }],
      goals: [{ kind: "times", peer: "node -e 0", atMost: 1.5 }],
    },
  ],
};

function plansRow(count: number): Row {
  return {
    what: "cold",
    size: { count, of: "plans" },
    own: samples(count / 3000, 100 + count / 100),
    peers: [
      { name: "git ls-tree -r", samples: samples(count / 20_000, 10) },
      ...(count > 1000 ? [] : [{ name: "terraform plan", samples: samples(1.3, 120) }]),
    ],
    goals:
      count < 10_000
        ? []
        : [
            { kind: "seconds", under: 4 },
            { kind: "megabytes", under: 150 },
            { kind: "faster", peer: "ajv-cli" },
          ],
  };
}

function unitsRow(count: number): Row {
  return {
    what: "dry-run",
    size: { count, of: "units" },
    sourceMb: count * 60e-6,
    own: samples(0.1 + (count / 1e5) ** 1.5, 80 + count * 60e-6),
    peers: [],
    goals:
      count < 1e6
        ? []
        : [
            { kind: "growth", from: 1e5, atMost: 11 },
            { kind: "flat", exponent: 0.1 },
          ],
  };
}

const UNENDED: Row = {
  what: "units of 200 bytes",
  size: { count: 1e6, of: "units" },
  own: { seconds: [] },
  peers: [],
  goals: [{ kind: "ends", within: "a heap of 256 MB" }],
};

export const EXAMPLE: BenchRecord = {
  machine: {
    cores: 2,
    cpu: "Example | CPU",
    memoryGb: 8,
    system: "Debian GNU/Linux 12",
    versions: { Node: "24.0.0", git: "2.39.5", "GNU time": "" },
  },
  cases: [
    start,
    {
      ...taken,
      name: "B2",
      title: "nothing to do",
      grows: true,
      missing: ["ajv-cli"],
      rows: [1000, 3000, 10_000].map(plansRow),
    },
    {
      ...taken,
      name: "B5",
      title: "many units",
      grows: true,
      date: "2026-11-22",
      rows: [...[1e4, 1e5, 1e6].map(unitsRow), UNENDED],
    },
    {
      ...taken,
      name: "B8",
      title: "facts",
      grows: false,
      rows: [
        {
          what: "facts over a line",
          size: { count: 10, of: "units" },
          own: samples(0.07),
          peers: [{ name: "one round trip", samples: samples(0.003) }],
          goals: [
            { kind: "count", of: "round trips", found: 8, atMost: 8 },
            { kind: "ends", within: "time" },
          ],
        },
      ],
    },
  ],
};
