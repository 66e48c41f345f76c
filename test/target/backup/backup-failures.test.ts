// Everything that can go wrong with a backup on a real server: each ends in BACKUP_REFUSED with its reason, leaves no file,
// no session, no scratch database, and shows the password to nobody. refusedBackup() looks at all of that each time.
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import type { Facts } from "../../../src/model/generated/facts.ts";
import type { BackupTools } from "../../../src/target/backup/find-pg-dump.ts";
import { takeBackup, type BackupMeans } from "../../../src/target/backup/take-backup.ts";
import {
  askOnce,
  assertNoSession,
  asSuperuser,
  backUp,
  CANARY,
  listAll,
  plantTools,
  refusedBackup,
  startGround,
  toolsHere,
  type Ground,
} from "./backup-ground.ts";

interface Planted {
  readonly fault: string;
  /** What pg_dump does here, in sh; `$REAL` is the real one, and FILE=… what it writes. */
  readonly script: (ground: Ground, tools: BackupTools) => string;
  readonly reason: RegExp;
  readonly limits?: BackupMeans["limits"];
  /** Undoes what the script did to the database. */
  readonly mend?: string;
}

const HONEST = 'exec "$REAL" "$@"';
const WITHOUT_SNAPSHOT = 'for a do shift; case "$a" in --snapshot=*) ;; *) set -- "$@" "$a";; esac; done';

const PLANTED: readonly Planted[] = [
  { fault: "is killed before it starts", script: () => "kill -KILL $$", reason: /stopped \(SIGKILL\)/ },
  {
    fault: "is killed when all but the end is written",
    script: () => '"$REAL" "$@" && kill -KILL $$',
    reason: /stopped \(SIGKILL\)/,
  },
  {
    fault: "takes longer than it may",
    script: () => "exec sleep 60",
    reason: /stopped \(SIGTERM\)/,
    limits: { lockWaitMs: 5_000, toolMs: 300 },
  },
  {
    fault: "has no room left",
    script: () => `trap '' XFSZ; ulimit -f 4; ${HONEST}`,
    reason: /no room/,
  },
  {
    fault: "is stopped by the limit on files",
    script: () => `ulimit -f 4; ${HONEST}`,
    reason: /stopped \(SIGXFSZ\)/,
  },
  {
    fault: "cannot write where it should",
    script: () =>
      'for a do shift; case "$a" in --file=*) a="--file=/proc/no/such";; esac; set -- "$@" "$a"; done; exec "$REAL" "$@"',
    reason: /exit code 1/,
  },
  {
    fault: "loses the password",
    script: () => `: > "$PGPASSFILE"; ${HONEST}`,
    reason: /the password was refused/,
  },
  {
    fault: "has a password that is wrong",
    script: () => `echo '*:*:*:*:${CANARY}x' > "$PGPASSFILE"; ${HONEST}`,
    reason: /the password was refused/,
  },
  {
    fault: "quotes the password and a row",
    script: () => `echo "pg_dump: error: ${CANARY} Key (addr)=(ROWTEXT)" >&2; exit 3`,
    reason: /not shown.*exit code 3/,
  },
  { fault: "finds no server", script: () => `PGPORT=1 ${HONEST}`, reason: /cannot be reached/ },
  {
    fault: "is given a snapshot that is gone",
    script: () => `${WITHOUT_SNAPSHOT}; exec "$REAL" --snapshot=00000003-0000001B-1 "$@"`,
    reason: /snapshot was gone/,
  },
  {
    fault: "may not read a table",
    script: (ground, tools) =>
      `${asSuperuser(ground, tools, "REVOKE SELECT ON public.unit_version FROM context_pack_readonly")}; ${HONEST}`,
    reason: /permission was denied/,
    mend: "GRANT SELECT ON public.unit_version TO context_pack_readonly",
  },
  {
    fault: "loses the session whose snapshot it reads",
    script: (ground, tools) => {
      const others = "usename = 'context_pack_readonly'";
      return `${asSuperuser(ground, tools, `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE ${others}`)}; ${HONEST}`;
    },
    reason: /the source|the snapshot was gone/,
  },
  {
    fault: "waits for a lock",
    script: (ground, tools) => {
      const lock =
        "SET lock_timeout = '20s'; BEGIN; LOCK TABLE public.unit_version IN ACCESS EXCLUSIVE MODE; COMMIT";
      const queued = asSuperuser(ground, tools, "SELECT count(*) FROM pg_locks WHERE NOT granted");
      // The source's session has the table open, so this one queues up behind it, and pg_dump behind this one.
      return `${asSuperuser(ground, tools, lock)} >/dev/null 2>&1 & until [ "$(${queued})" != 0 ]; do sleep 0.05; done; ${HONEST}`;
    },
    reason: /held a lock/,
    limits: { lockWaitMs: 200, toolMs: 60_000 },
  },
  {
    fault: "leaves out the last byte",
    script: () =>
      '"$REAL" "$@" || exit; size=$(wc -c < governed.dump); truncate -s $((size - 1)) governed.dump',
    reason: /cut off or damaged/,
  },
  {
    fault: "writes half",
    script: () =>
      '"$REAL" "$@" || exit; size=$(wc -c < governed.dump); truncate -s $((size / 2)) governed.dump',
    reason: /cut off or damaged/,
  },
  { fault: "writes nothing", script: () => "exit 0", reason: /cut off or damaged/ },
  {
    fault: "turns a bit",
    script: () =>
      '"$REAL" "$@" || exit; size=$(wc -c < governed.dump); printf "\\377" | dd of=governed.dump bs=1 seek=$((size - 200)) conv=notrunc 2>/dev/null',
    reason: /the backup cannot be|the backup's rows/,
  },
  {
    fault: "leaves out a table",
    script: () =>
      'for a do shift; case "$a" in --table=*verify_result*) ;; *) set -- "$@" "$a";; esac; done; exec "$REAL" "$@"',
    reason: /the scratch database: the database said 42P01/,
  },
  {
    fault: "leaves out the rows of a table",
    script: () => 'exec "$REAL" --exclude-table-data=cutter_governance.verify_result "$@"',
    reason: /0 rows of "cutter_governance\.verify_result", and the source 1/,
  },
  {
    fault: "reads another state with as many rows",
    script: (ground, tools) =>
      `${asSuperuser(ground, tools, "UPDATE public.information_unit SET title = 'other' WHERE address = 'handbook'")}; ${WITHOUT_SNAPSHOT}; ${HONEST}`,
    reason: /rows of "public\.information_unit" are not those of the source/,
    mend: "UPDATE public.information_unit SET title = 'žluťoučký 🐎' WHERE address = 'handbook'",
  },
];

test("a backup that goes wrong", async (t) => {
  const tools = await toolsHere(t);
  if (tools === undefined) return;
  const ground = await startGround(t);

  for (const { fault, script, reason, limits, mend } of PLANTED) {
    await t.test(`pg_dump ${fault}`, async (at) => {
      const environment = { PATH: await plantTools(at, tools, script(ground, tools)) };
      try {
        const message = await refusedBackup(ground, {
          environment,
          ...(limits === undefined ? {} : { limits }),
        });
        assert.match(message, reason);
        assert.doesNotMatch(message, /ROWTEXT|Key \(/);
      } finally {
        if (mend !== undefined) await ground.ask(mend);
      }
    });
  }

  for (const [part, facts] of Object.entries(otherFacts(ground.facts))) {
    await t.test(`the facts have other ${part}`, async () => {
      assert.match(await refusedBackup(ground, {}, facts), new RegExp(`: ${part} changed since`));
    });
  }

  await t.test("row-level security hides rows of a table", async () => {
    await ground.ask("ALTER TABLE public.unit_version ENABLE ROW LEVEL SECURITY");
    try {
      await refusedBackup(ground);
    } finally {
      await ground.ask("ALTER TABLE public.unit_version DISABLE ROW LEVEL SECURITY");
    }
  });

  await t.test("the facts were read by another role: that is no reason", async () => {
    await backUp(ground, {}, { ...ground.facts, role: "somebody_else" });
    await rm(ground.means.folder, { recursive: true });
  });

  await t.test("the password of the source is refused", async () => {
    const settings = { ...ground.means.settings, password: `${CANARY}x` };
    assert.match(await refusedBackup(ground, { settings }), /28P01|password/);
  });

  await t.test("no scratch database can be made", async () => {
    const asReader = () => askOnce(ground.means.settings, { text: "CREATE DATABASE scratch" });
    const refusing: readonly BackupMeans["scratch"][] = [
      () => Promise.reject(new Error(CANARY)),
      () => asReader().then(() => assert.fail("it was made")),
    ];
    for (const scratch of refusing)
      assert.match(await refusedBackup(ground, { scratch }), /scratch database/);
  });

  await t.test("the scratch database cannot be dropped", async () => {
    const drop = async () => {
      await askOnce(ground.server.settings("postgres"), { text: "DROP DATABASE scratch WITH (FORCE)" });
      throw new Error(CANARY);
    };
    const message = await refusedBackup(ground, {
      scratch: async () => ({ settings: (await ground.means.scratch()).settings, drop }),
    });
    assert.match(message, /could not be dropped/);
  });

  await t.test("what is handed over as scratch is the source: nothing is restored over it", async () => {
    const scratch = () =>
      Promise.resolve({ settings: ground.server.settings("postgres"), drop: () => Promise.resolve() });
    assert.match(await refusedBackup(ground, { scratch }), /not empty/);
    assert.equal(
      await ground.ask("SELECT count(*) FROM public.information_unit"),
      String(ground.facts.totals["public.information_unit"]),
    );
  });

  await t.test("the place for the file is no folder", async () => {
    const folder = path.join(tmpdir(), `cutplan-no-folder-${process.pid}`);
    await writeFile(folder, "");
    try {
      assert.match(await refusedBackup(ground, { folder }), /EEXIST|ENOTDIR|not a folder/);
    } finally {
      await rm(folder);
    }
  });

  await t.test("a name that is no run's names no file", async () => {
    const spec = { run: "../../elsewhere", prefix: "handbook", facts: ground.facts };
    await assert.rejects(takeBackup(spec, ground.means), { code: "BACKUP_REFUSED" });
    assert.deepEqual(await listAll(ground.means.folder), []);
    await assertNoSession(ground);
  });
});

function otherFacts(facts: Facts): Readonly<Record<string, Facts>> {
  const [first, ...others] = facts.units;
  assert.ok(first !== undefined);
  return {
    target: { ...facts, target: "elsewhere" },
    prefix: { ...facts, prefix: "handbook/part-7" },
    totals: { ...facts, totals: { ...facts.totals, "public.unit_version": 1 } },
    units: { ...facts, units: [{ ...first, sha256: "0".repeat(64) }, ...others] },
    grants: { ...facts, grants: { ...facts.grants, snapshot_sha: "1".repeat(64) } },
  };
}
