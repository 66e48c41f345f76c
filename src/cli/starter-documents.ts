// The documents that `reconcile new` writes, as text: valid as they stand, with comments where a person decides.
import type { CutPlan } from "../model/generated/cut-plan.ts";

type Cut = CutPlan["spec"]["cut"];

export interface StarterPlan {
  readonly plan: string;
  readonly target: string;
  readonly title: string;
  readonly author: { readonly name: string };
  readonly sourceName: string;
  readonly sha256: string;
  readonly cut: Cut;
  readonly units: number;
}

export function planText({
  plan,
  target,
  title,
  author,
  sourceName,
  sha256,
  cut,
  units,
}: StarterPlan): string {
  return `# yaml-language-server: $schema=../../schemas/cut-plan.schema.json
apiVersion: cutplan/v1
kind: CutPlan
metadata:
  name: ${text(plan)}
  title: ${text(title)}
  author: ${text(author.name)}
spec:
  mode: DRYRUN
  target: ${text(target)}
  source:
    path: ${text(sourceName)}
    sha256: ${text(sha256)}
    documentId: ${text(documentIdOf(plan))}
  cut:
    prefix: ${text(cut.prefix)}
${cutText(cut)}  expect:
    units: ${units}
`;
}

function cutText({ levels, units, numbering, preamble }: Cut): string {
  if (units !== undefined) {
    const rows = units.map(
      (unit) =>
        `      - {address: ${text(unit.address)}, title: ${text(unit.title)}, lines: [${unit.lines.join(", ")}]}`,
    );
    return `    units:\n${rows.join("\n")}\n`;
  }
  const rows = (levels ?? []).map(
    (level) => `      - {heading: ${level.heading ?? 1}, code: ${text(level.code)}}`,
  );
  const numbers =
    numbering === undefined
      ? ""
      : `    numbering: ${numbering} # or declared, where the headings carry numbers\n`;
  const before = preamble === undefined ? "" : `    preamble: ${preamble}\n`;
  return `    levels:\n${rows.join("\n")}\n${numbers}${before}`;
}

const BODIES = {
  embedded: `  driver: embedded # a PostgreSQL that starts by itself; memory where it cannot; postgres for one of yours
  seed: []
`,
  memory: `  driver: memory # no database at all: the seed below is all that exists
  seed: []
`,
  postgres: `  driver: postgres # one of yours, read only; see reconcile facts --target
  connection: {env: CUTPLAN_RO_URL} # the name of the variable with its URL, never the URL itself
`,
} as const;

export type StarterDriver = keyof typeof BODIES;

export function isStarterDriver(value: unknown): value is StarterDriver {
  return typeof value === "string" && Object.hasOwn(BODIES, value);
}

export function targetText(name: string, driver: StarterDriver): string {
  return `# yaml-language-server: $schema=../../schemas/target.schema.json
apiVersion: cutplan/v1
kind: Target
metadata: {name: ${text(name)}}
spec:
${BODIES[driver]}`;
}

/** A policy that can open its gates: by the approvers, or, where there is none, by the author alone. */
export function policyText(
  author: { readonly name: string; readonly principal: string },
  approvers: readonly string[],
): string {
  const others = approvers.filter((name) => name !== author.name);
  const entitled = others.length === 0 ? [author.name] : others;
  const persons = [author, ...others.map((name) => ({ name, principal: `${name}@example.org` }))];
  return `# yaml-language-server: $schema=../../schemas/policy.schema.json
apiVersion: cutplan/v1
kind: Policy
version: 1
expiresAt: "2031-01-01T00:00:00Z"
repository: local # this repository's address; approvals repeat it, so that they do not work in a fork
admins: {threshold: 1, persons: [${entitled[0] ?? author.name}]}
persons:
${persons.map(({ name, principal }) => `  ${name}: {principal: ${text(principal)}}`).join("\n")}
gates:
  SG_1: {threshold: 1, persons: [${entitled.join(", ")}]}
  SG_2: {threshold: 1, persons: [${entitled.join(", ")}]}
  SG_3: {threshold: 1, persons: [${entitled.join(", ")}]}
separationOfDuties: {authorMayApprove: ${others.length === 0 ? "true} # one person only: set false once there is a second" : "false}"}
signatures: {plans: optional, approvals: optional, evidence: optional}
runners: []
`;
}

/** A YAML double-quoted string, which is a JSON string; plain where that reads the same. */
function text(value: string): string {
  return /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value) && !RESERVED.has(value) ? value : JSON.stringify(value);
}

const RESERVED = new Set(["null", "true", "false", "yes", "no", "on", "off", "y", "n"]);

/** handbook → HANDBOOK */
export function documentIdOf(plan: string): string {
  return plan.toUpperCase();
}

const TITLE_LIMIT = 200;

/** The document's first heading or line, fit to be a title; the plan's name where there is none. */
export function titleOf(source: Uint8Array, plan: string): string {
  const head = new TextDecoder().decode(source.subarray(0, 4096));
  const line = head
    .split(/\r?\n/)
    .map((one) => one.replace(/^#+\s*/, "").trim())
    .find((one) => one !== "" && one !== "---");
  const shown = (line ?? "").replaceAll(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "").trim();
  return shown === "" ? plan : Array.from(shown).slice(0, TITLE_LIMIT).join("");
}

/** The file's name, made fit for spec.source.path. */
export function sourceNameOf(name: string): string {
  const fit = name
    .replaceAll(/[^A-Za-z0-9._-]+/g, "-")
    .replace(/^[^A-Za-z0-9]+/, "")
    .slice(0, 128);
  const isTaken =
    fit === "" ||
    fit === "plan.yaml" ||
    fit === "plan.yaml.sig" ||
    fit === "approvals" ||
    fit === "README.md";
  return isTaken ? "source.md" : fit;
}
