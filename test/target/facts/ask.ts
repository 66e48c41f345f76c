// What the tests of facts ask of a server, and how they tell a refusal from an answer.
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { contractOf } from "../../../src/model/contract.ts";
import type { Facts } from "../../../src/model/generated/facts.ts";
import { readPostgresFacts } from "../../../src/target/facts/postgres-facts.ts";
import type { ConnectionSettings } from "../../../src/target/postgres/connection-settings.ts";
import { targetOf } from "../sample.ts";

export const CONTRACT = contractOf(targetOf([]));
export const READER = CONTRACT.roles.read;

/** The facts as `reconcile facts` would read them. */
export function read(settings: ConnectionSettings, prefix = ""): Promise<Facts> {
  return readPostgresFacts(settings, {
    target: "scratch",
    driver: "postgres",
    prefix,
    contract: CONTRACT,
    reader: "test",
  });
}

/** The refusal that the call ends with; anything else it ends with is thrown on. */
export async function refusalFrom(call: () => Promise<unknown>): Promise<Refusal> {
  try {
    await call();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error("it was not refused");
}
