// The four schemas of the documents and their compiled validators: the only place that knows ajv. What the schemas
// demand is in schemas/; what their errors mean is in schema-faults.ts.
import type { ErrorObject, ValidateFunction } from "ajv/dist/2020.js";
import approvalSchema from "../../schemas/approval.schema.json" with { type: "json" };
import cutPlanSchema from "../../schemas/cut-plan.schema.json" with { type: "json" };
import policySchema from "../../schemas/policy.schema.json" with { type: "json" };
import targetSchema from "../../schemas/target.schema.json" with { type: "json" };
import type { Approval } from "../model/generated/approval.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Target } from "../model/generated/target.ts";
import type { DocumentKind } from "./belonging.ts";
import { validate as isApproval } from "./generated/approval-validator.ts";
import { validate as isCutPlan } from "./generated/cut-plan-validator.ts";
import { validate as isPolicy } from "./generated/policy-validator.ts";
import { validate as isTarget } from "./generated/target-validator.ts";

export interface DocumentTypes {
  readonly CutPlan: CutPlan;
  readonly Approval: Approval;
  readonly Target: Target;
  readonly Policy: Policy;
}

/** As much of JSON Schema as describing a place takes. */
export interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

export const SCHEMAS: Readonly<Record<DocumentKind, JsonSchema>> = {
  CutPlan: cutPlanSchema,
  Approval: approvalSchema,
  Target: targetSchema,
  Policy: policySchema,
};

export type SchemaCheck<T> =
  | { readonly kind: "valid"; readonly value: T }
  | { readonly kind: "invalid"; readonly errors: readonly ErrorObject[] };

/** Compiled by `npm run generate`, with every error collected and the schema of each at hand. */
const VALIDATORS = {
  CutPlan: isCutPlan,
  Approval: isApproval,
  Target: isTarget,
  Policy: isPolicy,
} as unknown as Readonly<Record<DocumentKind, ValidateFunction>>;

/** The value as a document of its kind, or all the errors that ajv finds. */
export function checkSchema<K extends DocumentKind>(kind: K, value: unknown): SchemaCheck<DocumentTypes[K]> {
  const validator = VALIDATORS[kind];
  return validator(value)
    ? { kind: "valid", value: value as DocumentTypes[K] }
    : { kind: "invalid", errors: validator.errors ?? [] };
}
