// Reads what a target holds, by its driver. Reading only: nothing here can write, whatever it is pointed at.
import { Refusal } from "../diagnostics/refusal.ts";
import type { Facts } from "../model/generated/facts.ts";
import type { Target } from "../model/generated/target.ts";
import type { FactsReader } from "../model/ports.ts";
import { memoryFacts } from "./memory-facts.ts";

/** A reader for every driver of this build. Its reads reject with a Refusal: DRIVER_NOT_BUILT, SEED_REFUSED. */
export function openFactsReader(): FactsReader {
  return {
    readFacts: (target, prefix) =>
      new Promise((resolve) => {
        resolve(readByDriver(target, prefix));
      }),
  };
}

function readByDriver(target: Target, prefix: string): Facts {
  const facts = target.spec.driver === "memory" ? memoryFacts(target, prefix) : driverNotBuilt(target);
  if (facts instanceof Refusal) throw facts;
  return facts;
}

function driverNotBuilt({ metadata, spec }: Target): Refusal {
  return new Refusal("DRIVER_NOT_BUILT", {
    message: `target "${metadata.name}" has driver "${spec.driver}", which this version cannot reach`,
    expected: "driver: memory, which is what this version has",
    todo: `set spec.driver to memory in plans/_targets/${metadata.name}.yaml, with a seed of the units that exist`,
  });
}
