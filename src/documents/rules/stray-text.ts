// Why a file may not lie where it lies, in words that help to find where it belongs.
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Belonging } from "../belonging.ts";
import type { FaultText } from "../fault.ts";
import { nearestName } from "../nearest.ts";

export type Stray = Extract<Belonging, { readonly name: string }>;

const EXPECTED = {
  "plan-file": "plan.yaml, plan.yaml.sig, the source that the plan names, README.md and the folder approvals",
  "approvals-stray": "<gate>.<person>.yaml, for example sg-1.bob.yaml, and its .sig",
  "targets-stray": "<target>.yaml",
  "trust-stray": "policy.yaml, policy.yaml.<person>.sig, allowed_signers and revoked_keys",
  "top-stray": "a folder for each plan, _targets and _trust; no files",
  target: "<target>.yaml",
} as const satisfies Record<Stray["kind"], string>;

const KNOWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  "plan-file": ["plan.yaml", "plan.yaml.sig", "README.md"],
  "trust-stray": ["policy.yaml", "allowed_signers", "revoked_keys"],
};

/** For a file in a known folder that is none of the files of that folder; `isFree` says which names nobody has there. */
export function describeStray(path: string, stray: Stray, isFree: (name: string) => boolean): FaultText {
  const message = `${quoteText(path, 160)} is none of the files that belong here`;
  const expected = EXPECTED[stray.kind];
  if (stray.name.endsWith(".yml")) {
    return { message: `${quoteText(path, 160)} ends in .yml`, expected, fix: "rename it to end in .yaml" };
  }
  if (stray.kind === "top-stray" && stray.name === "plan.yaml") {
    return {
      message: `${quoteText(path)} is in no plan's folder`,
      expected,
      fix: "move it to plans/<plan>/plan.yaml",
    };
  }
  const near = nearestName(stray.name, (KNOWN_NAMES[stray.kind] ?? []).filter(isFree));
  if (near !== undefined) return { message, expected, fix: `rename it to ${near}` };
  return stray.kind === "plan-file"
    ? { message, expected, fix: "name it in spec.source.path, move it out of plans/, or delete it" }
    : { message, expected };
}
