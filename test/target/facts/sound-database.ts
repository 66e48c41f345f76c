// A governed database that is handed from test to test as long as each leaves it as it was: making one takes longer than
// most tests.
import assert from "node:assert/strict";
import type { OwnPostgres } from "../../support/own-postgres.ts";
import { read, READER } from "./ask.ts";

export class SoundDatabase {
  readonly #server: OwnPostgres;
  #made = 0;
  #name: string | undefined;
  /** The digest of the grant matrix of every sound database. */
  #sound: string | undefined;

  constructor(server: OwnPostgres) {
    this.#server = server;
  }

  /** Hands one over, then runs `undo` in it; it is kept for the next test if it is found to be sound then. */
  async lend(undo: string, use: (database: string) => Promise<void>): Promise<void> {
    const name = this.#name ?? (await this.#make());
    this.#name = undefined;
    try {
      await use(name);
      await this.#server.run(name, undo);
      if (await this.#isSound(name)) this.#name = name;
    } finally {
      if (this.#name === undefined) {
        await this.#server.run("postgres", `DROP DATABASE "${name}"`);
        await this.#server.run("postgres", undo).catch(() => undefined);
      }
    }
  }

  async #make(): Promise<string> {
    const name = `sound_${(this.#made += 1)}`;
    await this.#server.createGoverned(name);
    const { snapshot_sha, faults } = (await read(this.#server.settings(READER, name))).grants;
    assert.equal(faults, undefined);
    this.#sound ??= snapshot_sha;
    assert.equal(snapshot_sha, this.#sound);
    return name;
  }

  async #isSound(name: string): Promise<boolean> {
    try {
      const { snapshot_sha } = (await read(this.#server.settings(READER, name))).grants;
      return snapshot_sha === this.#sound;
    } catch {
      return false;
    }
  }
}
