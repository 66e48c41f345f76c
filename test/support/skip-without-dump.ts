// Some tests need a pg_dump, which comes with PostgreSQL's client programs and not with this project.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";

const PLACES = [...(process.env["PATH"] ?? "").split(path.delimiter), ...versionsOf("/usr/lib/postgresql")];

function versionsOf(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).map((version) => path.join(folder, version, "bin")) : [];
}

/** Skips the test where there is no pg_dump, and says so; on CI, which has one, it goes on and fails. */
export function skipWithoutDump(context: TestContext): boolean {
  const isThere = PLACES.some((place) => existsSync(path.join(place, "pg_dump")));
  if (isThere || process.env["CI"] === "true") return false;
  context.skip("there is no pg_dump on this machine: install PostgreSQL's client programs");
  return true;
}
