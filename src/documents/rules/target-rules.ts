// What a target says about its file, and what goes with its driver.
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Target } from "../../model/generated/target.ts";
import { faultAt } from "../fault.ts";
import type { Located } from "../located.ts";
import type { Rule } from "./rule.ts";

type TargetRule = Rule<Located<Target>>;

const nameEqualsFile: TargetRule = (target) => {
  const { name } = target.value.metadata;
  const file = (target.file.path.split("/").at(-1) ?? "").replace(/\.yaml$/u, "");
  if (name === file) return [];
  const text = {
    message: `the target is named ${quoteText(name)} and lies in ${quoteText(`${file}.yaml`)}`,
    fix: `write name: ${quoteText(file)}, or rename the file to ${name}.yaml`,
  };
  return [faultAt("target-name", target.placeOf(["metadata", "name"]), text)];
};

const connectionGoesWithDriver: TargetRule = (target) => {
  const { driver, connection } = target.value.spec;
  if ((driver === "postgres") === (connection !== undefined)) return [];
  if (driver === "postgres") {
    const text = {
      message: "driver postgres has no connection",
      fix: "add connection: {env: NAME_OF_A_VARIABLE}",
    };
    return [faultAt("target-connection", target.placeOf(["spec", "driver"]), text)];
  }
  const text = { message: `driver ${driver} connects to nothing of yours`, fix: "delete connection" };
  return [faultAt("target-connection", target.placeOf(["spec", "connection"], "key"), text)];
};

const seedGoesWithDriver: TargetRule = (target) => {
  const { driver, seed } = target.value.spec;
  if (driver !== "postgres" || seed === undefined) return [];
  const message = "driver postgres has its own units and takes no seed";
  return [faultAt("target-seed", target.placeOf(["spec", "seed"], "key"), { message })];
};

const seedNamesEachAddressOnce: TargetRule = (target) => {
  const seen = new Set<string>();
  return (target.value.spec.seed ?? []).flatMap(({ address }, index) => {
    if (!seen.has(address)) {
      seen.add(address);
      return [];
    }
    const message = `${quoteText(address)} is in the seed already`;
    return faultAt("seed-doubled", target.placeOf(["spec", "seed", index, "address"]), { message });
  });
};

export const TARGET_RULES = [
  nameEqualsFile,
  connectionGoesWithDriver,
  seedGoesWithDriver,
  seedNamesEachAddressOnce,
] as const;
