// On what was measured: the machine and the programs, by what they say of themselves. No name of a host, and no path.
import { existsSync, readFileSync } from "node:fs";
import { cpus, totalmem, type as systemType } from "node:os";
import { embeddedVersion } from "../../src/target/embedded/binaries.ts";
import type { Machine } from "./record.ts";
import { ask } from "./tools.ts";

const RELEASE = "/etc/os-release";

export function describeMachine(tools: ReadonlyMap<string, string>): Machine {
  return {
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    memoryGb: Math.round(totalmem() / 1e9),
    system: describeSystem(),
    versions: {
      Node: process.versions.node,
      git: ask("git", ["--version"], /version (\S+)/) ?? "unknown",
      PostgreSQL: embeddedVersion().replace(/(\.0)?-.*/, ""),
      ...Object.fromEntries(tools),
    },
  };
}

function describeSystem(): string {
  const release = existsSync(RELEASE) ? readFileSync(RELEASE, "utf8") : "";
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? systemType();
}
