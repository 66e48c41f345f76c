// Holds the one `git cat-file --batch` process: requests go in as they come, answers come back in the same order.
// Only full object names go in. A process that dies over one object costs that one request; the rest are asked again.
import { spawn } from "node:child_process";
import type { ChildProcessWithoutNullStreams } from "node:child_process";
import { access } from "node:fs/promises";
import { join, parse } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { BatchParser } from "./batch-parser.ts";
import type { BatchAnswer } from "./batch-parser.ts";
import { localEnvironment, SAFE_FLAGS } from "./environment.ts";
import { isObjectName } from "./object-name.ts";
import type { Repository } from "./repository.ts";
import { findGit, firstLine, gitFailed } from "./run-git.ts";

export type CatFileObject = Extract<BatchAnswer, { kind: "object" }>;

interface Request {
  readonly oid: string;
  readonly limitBytes: number;
  readonly resolve: (object: CatFileObject) => void;
  readonly reject: (reason: Error) => void;
}

// Each restart costs a process; a repository with more broken objects than this is not worth reading further.
const MAX_RESTARTS = 100;

export class CatFile {
  readonly #repository: Repository;
  readonly #binary: string;
  #child: ChildProcessWithoutNullStreams;
  #closed: Promise<void> = Promise.resolve();
  #pending: Request[] = [];
  #answered = 0;
  #outbox = "";
  #restarts = 0;
  #stopped = false;
  #dead: Refusal | undefined;

  private constructor(repository: Repository, binary: string) {
    this.#repository = repository;
    this.#binary = binary;
    this.#child = this.#spawn();
  }

  /** Refuses GIT_NOT_FOUND. */
  static async start(repository: Repository): Promise<CatFile> {
    return new CatFile(repository, await findGit());
  }

  /**
   * The object of that name, its bytes only when they are at most `limitBytes`. Rejects with OBJECT_MISSING,
   * OBJECT_CORRUPT when git cannot read it, GIT_FAILED when the process was ended.
   */
  request(oid: string, limitBytes: number): Promise<CatFileObject> {
    if (this.#stopped)
      return Promise.reject(new Error("an object was asked for after the object store was stopped"));
    if (this.#dead !== undefined) return Promise.reject(this.#dead);
    if (!isObjectName(this.#repository.objectFormat, oid)) return Promise.reject(this.#missing(oid));
    return new Promise((resolve, reject) => {
      this.#pending.push({ oid, limitBytes, resolve, reject });
      this.#send(`${oid}\n`);
    });
  }

  /** Resolves when everything asked for is answered and the process has ended. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#flush();
    // A process that dies over its last objects is followed by another: the end is when none follows.
    for (let closed: Promise<void> | undefined; closed !== this.#closed;) {
      closed = this.#closed;
      this.#child.stdin.end();
      await closed;
    }
  }

  #spawn(): ChildProcessWithoutNullStreams {
    const child = spawn(this.#binary, [...SAFE_FLAGS, "cat-file", "--batch"], {
      cwd: parse(process.cwd()).root,
      env: localEnvironment(this.#repository),
      windowsHide: true,
    });
    const parser = new BatchParser({
      limitBytes: () => this.#head()?.limitBytes ?? 0,
      answer: (answer) => this.#answer(answer),
    });
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)));
    // Writing to a process that died raises EPIPE here; what it means is decided when the process is closed.
    child.stdin.on("error", () => undefined);
    child.stdout.on("data", (chunk: Buffer) => this.#receive(parser, child, chunk));
    this.#closed = new Promise((resolve) => {
      child.on("error", (error) => (said = error.message));
      child.on("close", (_code, signal) => {
        this.#ended(said, signal);
        resolve();
      });
    });
    return child;
  }

  #receive(parser: BatchParser, child: ChildProcessWithoutNullStreams, chunk: Buffer): void {
    try {
      parser.push(chunk);
    } catch (error) {
      this.#dead = gitFailed("git cat-file", error instanceof Error ? error.message : "");
      child.stdout.removeAllListeners("data");
      child.kill();
    }
  }

  #answer(answer: BatchAnswer): void {
    const request = this.#head();
    if (request?.oid !== answer.name) throw new Error("it answered a question that was not asked");
    this.#shift();
    if (answer.kind === "object") request.resolve(answer);
    else void this.#judgeMissing(request);
  }

  /** Git calls a loose object that it cannot unpack missing: where its file is there, it is corrupt. */
  async #judgeMissing(request: Request): Promise<void> {
    const loose = join(this.#repository.commonDir, "objects", request.oid.slice(0, 2), request.oid.slice(2));
    try {
      await access(loose);
    } catch {
      request.reject(this.#missing(request.oid));
      return;
    }
    request.reject(unreadable(request.oid, "its file cannot be unpacked"));
  }

  #ended(said: string, signal: NodeJS.Signals | null): void {
    const head = this.#head();
    if (head === undefined && this.#dead === undefined && this.#stopped) return;
    const fatal =
      this.#dead ?? (signal === null ? undefined : gitFailed("git cat-file", `it was ended by ${signal}`));
    const reason = fatal ?? this.#explain(head, said);
    if (fatal !== undefined || head === undefined) {
      this.#die(reason);
      return;
    }
    this.#shift()?.reject(reason);
    // A partial clone may lack any number of objects, and is sound.
    if (reason.code !== "OBJECT_MISSING") this.#restarts += 1;
    if (this.#restarts > MAX_RESTARTS) {
      // What was the matter with one object says nothing of those that are never asked for.
      this.#die(gitFailed("git cat-file", `it gave up over ${this.#restarts} objects`));
      return;
    }
    this.#child = this.#spawn();
    this.#outbox = "";
    this.#send(
      this.#pending
        .slice(this.#answered)
        .map((request) => `${request.oid}\n`)
        .join(""),
    );
    if (this.#stopped) this.#flush();
  }

  #explain(head: Request | undefined, said: string): Refusal {
    if (head === undefined) return gitFailed("git cat-file", said);
    // A partial clone has promised objects; with fetching switched off, git gives up on the first that is not here.
    return /promisor|could not fetch/.test(said)
      ? this.#missing(head.oid)
      : unreadable(head.oid, firstLine(said));
  }

  #die(reason: Refusal): void {
    this.#dead = reason;
    for (let request = this.#shift(); request !== undefined; request = this.#shift()) request.reject(reason);
  }

  #head(): Request | undefined {
    return this.#pending[this.#answered];
  }

  #shift(): Request | undefined {
    const request = this.#pending[this.#answered];
    if (request !== undefined) this.#answered += 1;
    if (this.#answered > 1000 && this.#answered * 2 > this.#pending.length) {
      this.#pending = this.#pending.slice(this.#answered);
      this.#answered = 0;
    }
    return request;
  }

  /** Names asked for in one go are written in one go: whatever the answers in one piece of output lead to. */
  #send(lines: string): void {
    // A tick comes after all microtasks; a microtask would come between them, and each name be a write of its own.
    if (this.#outbox === "") process.nextTick(() => this.#flush());
    this.#outbox += lines;
  }

  #flush(): void {
    if (this.#outbox !== "") this.#child.stdin.write(this.#outbox);
    this.#outbox = "";
  }

  #missing(oid: string): Refusal {
    const { shallow, objectFormat } = this.#repository;
    return new Refusal("OBJECT_MISSING", {
      message: `the object "${oid.replace(/[^0-9A-Za-z]/g, "?").slice(0, 80)}" is not in this ${shallow ? "shallow " : ""}clone`,
      expected: `an object of this ${objectFormat} repository, by its full name`,
      todo: shallow
        ? "run git fetch --unshallow"
        : "run git fetch; in a partial clone, git fetch --refetch --no-filter",
    });
  }
}

function unreadable(oid: string, reason: string): Refusal {
  return new Refusal("OBJECT_CORRUPT", {
    message: `git cannot read the object ${oid}: ${reason}`,
    expected: "an object that unpacks to the bytes it is named after",
    todo: "run git fsck, and fetch the repository again from a place you trust",
  });
}
