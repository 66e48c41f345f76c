// An auditor for tests: runs the commands of a kit's VERIFY.md, and nothing else, in an environment that has stock tools
// only. Also what a forger does to a kit who can write every file of it but has none of the keys.
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { decisionSha256 } from "../../src/evidence/statement.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { makeFolder, type Ending } from "./repository.ts";

/** What VERIFY.md asks for. Neither git nor node nor this program is among them. */
const STOCK_TOOLS =
  "bash ssh-keygen openssl sha256sum sha1sum jq base64 basename cat cmp cut find grep head ls od paste sed sort tail tr wc";

export interface Audited {
  readonly exit: number | null;
  readonly output: string;
  /** The steps that held, in order. */
  readonly held: readonly number[];
  /** The step that did not, if one did not. */
  readonly failed: number | undefined;
}

/** Makes the folder that is the auditor's whole PATH. */
export function stockTools(ending: Ending): string {
  const folder = makeFolder(ending);
  for (const tool of STOCK_TOOLS.split(" ")) {
    const place = execFileSync("bash", ["-c", `command -v ${tool}`], { encoding: "utf8" }).trim();
    symlinkSync(place, path.join(folder, tool));
  }
  return folder;
}

/** Pastes what VERIFY.md says runs everything at once; or, where a step is given, what comes before the first one and that. */
export async function audit(kit: string, tools: string, step?: number): Promise<Audited> {
  const guide = readFileSync(path.join(kit, "VERIFY.md"), "utf8");
  const blocks = [...guide.matchAll(/^```bash\n(?<block>[^]*?)\n```$/gm)].map((one) => one.groups?.["block"]);
  const everything = /^```sh\n(?<command>.*)\n```$/m.exec(guide)?.groups?.["command"];
  const command = step === undefined ? everything : `set -e\n${blocks[0] ?? ""}\n${blocks[step] ?? ""}`;
  if (command === undefined) throw new Error("VERIFY.md does not say how to run everything at once");
  const env = { PATH: tools, HOME: "/nonexistent", TZ: "Asia/Tokyo" };
  const bash = spawn(path.join(tools, "bash"), ["--norc", "-c", command], { cwd: kit, env, stdio: "pipe" });
  bash.stdin.end();
  const chunks: Buffer[] = [];
  bash.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  bash.stderr.on("data", (chunk: Buffer) => chunks.push(chunk));
  const exit = await new Promise<number | null>((resolve, reject) => {
    bash.on("error", reject).on("close", resolve);
  });
  const output = Buffer.concat(chunks).toString();
  const held = [...output.matchAll(/^== step (\d+) holds$/gm)].map(([, step]) => Number(step));
  const failed = /^FAIL step (\d+)$/m.exec(output)?.[1];
  return { exit, output, held, failed: failed === undefined ? undefined : Number(failed) };
}

/** A statement as a forger sees it: something to write over. */
export interface Forged {
  readonly subject: { name: string }[];
  readonly predicate: {
    readonly run: { id: string };
    readonly result: Record<string, unknown>;
    readonly approvals: { person: string }[];
    readonly [key: string]: unknown;
  };
  readonly [key: string]: unknown;
}

export function readStatements(kit: string): Forged[] {
  return readFileSync(path.join(kit, "evidence.jsonl"), "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Forged);
}

/** Writes the record anew, with every digest of it right again; without the runner's key there are no signatures any more. */
export function writeForged(kit: string, statements: readonly Forged[]): void {
  let previous: { sha256: string } | null = null;
  const lines: string[] = [];
  for (const { predicate, ...statement } of statements) {
    const chained = { ...predicate, previous };
    const text = canonicalText({
      ...statement,
      predicate: { ...chained, decision: { sha256: decisionSha256(chained) } },
    });
    lines.push(text);
    previous = { sha256: sha256Hex(text) };
  }
  writeLines(kit, lines);
  rmSync(path.join(kit, "bundles"), { recursive: true, force: true });
  rmSync(path.join(kit, "attestations.jsonl"), { force: true });
}

/** Writes these lines as the record, and the report's last line to fit. */
export function writeLines(kit: string, lines: readonly string[]): void {
  const folder = path.join(kit, "statements");
  rmSync(folder, { recursive: true });
  mkdirSync(folder);
  for (const [n, line] of lines.entries())
    writeFileSync(path.join(folder, `${String(n).padStart(4, "0")}.json`), line);
  writeFileSync(path.join(kit, "evidence.jsonl"), lines.map((line) => `${line}\n`).join(""));
  const report = path.join(kit, "report.md");
  const head = `evidence head: seq ${lines.length - 1} sha256 ${sha256Hex(lines.at(-1) ?? "")}\n`;
  writeFileSync(report, readFileSync(report, "utf8").replace(/evidence head: .*\n$/, head));
}

/** Writes a file of the kit and puts its new digest wherever the record has the old one. Everything is chained anew. */
export function forgeFile(kit: string, file: string, bytes: string | Uint8Array): void {
  const place = path.join(kit, file);
  const before = sha256Hex(readFileSync(place));
  writeFileSync(place, bytes);
  const text = JSON.stringify(readStatements(kit)).replaceAll(before, sha256Hex(bytes));
  writeForged(kit, JSON.parse(text) as Forged[]);
}

export function changeByte(kit: string, file: string): void {
  const place = path.join(kit, file);
  const bytes = readFileSync(place);
  const middle = Math.floor(bytes.length / 2);
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(place, bytes);
}

export function listKit(kit: string): readonly string[] {
  return readdirSync(kit, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(kit, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** The record's lines without their newlines. */
export function readLines(kit: string): readonly string[] {
  return readFileSync(path.join(kit, "evidence.jsonl"), "utf8").trimEnd().split("\n");
}

export function editFile(kit: string, file: string, change: (text: string) => string): void {
  const place = path.join(kit, file);
  const before = readFileSync(place, "utf8");
  const after = change(before);
  assert.notEqual(after, before, `${file} was to be changed`);
  writeFileSync(place, after);
}
