// The one table of all diagnostic codes. A code never changes its meaning; docs/diagnostics.md is generated from here.
import type { CodeText } from "./code-text.ts";
import { CUT_CODES } from "./codes-cut.ts";
import { DOCUMENT_CODES } from "./codes-document.ts";
import { TRUST_CODES } from "./codes-trust.ts";
import { TRUST_POLICY_CODES } from "./codes-trust-policy.ts";

export const CODES = {
  ...DOCUMENT_CODES,
  ...CUT_CODES,
  ...TRUST_CODES,
  ...TRUST_POLICY_CODES,
} as const satisfies Record<string, CodeText>;

export type DiagnosticCode = keyof typeof CODES;
