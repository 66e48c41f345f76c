// One server's way to its end: whatever happens to this process, the server is ended and its folder removed, once.
import type { ChildProcess } from "node:child_process";
import { Refusal } from "../../diagnostics/refusal.ts";
import { systemCode } from "./embedded-refusal.ts";
import { removeServerFolder } from "./server-folder.ts";
import { findServer, stopServer, stopServerNow } from "./server-process.ts";
import { onWayOut } from "./way-out.ts";

/** State: the program that runs in the folder at the moment, and the end once it was asked for. */
export class ServerLife {
  readonly folder: string;
  readonly #forget: () => void;
  #program: ChildProcess | undefined;
  #end: Promise<void> | undefined;

  /** From here on the folder is removed when this process ends. */
  constructor(folder: string) {
    this.folder = folder;
    this.#forget = onWayOut(() => this.#endNow());
  }

  /** The program that has to be ended before the folder can go: initdb, then the server. */
  watch(program: ChildProcess): void {
    this.#program = program;
  }

  /** Rejects with a Refusal DISK_REFUSED where the folder cannot be removed. */
  stop(): Promise<void> {
    this.#end ??= this.#endInOrder();
    return this.#end;
  }

  async #endInOrder(): Promise<void> {
    const pid = this.#findServer();
    if (pid !== undefined) await stopServer(this.folder, pid);
    this.#killProgram();
    try {
      removeServerFolder(this.folder);
    } catch (error) {
      throw new Refusal(
        "DISK_REFUSED",
        {
          message: `the folder "${this.folder}" of the embedded PostgreSQL could not be removed (${systemCode(error)})`,
          expected: "a folder of our own that can be removed",
          todo: "remove it by hand",
        },
        error,
      );
    }
    this.#forget();
  }

  #endNow(): void {
    try {
      const pid = this.#findServer();
      if (pid !== undefined) stopServerNow(this.folder, pid);
      this.#killProgram();
      removeServerFolder(this.folder);
    } catch {
      // The next start clears up.
    }
  }

  /** By the folder, which knows a server that was taken over too; on Windows, where that cannot be shown, our own child. */
  #findServer(): number | undefined {
    return process.platform === "win32" ? this.#program?.pid : findServer(this.folder);
  }

  /** Whatever still runs: initdb with its children, or a server that has no lock file yet. */
  #killProgram(): void {
    const { pid, exitCode = 0, signalCode = null } = this.#program ?? {};
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    try {
      process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
    } catch {
      // It was faster.
    }
  }
}
