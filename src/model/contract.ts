// What cutplan relies on in a target: names of functions and roles, with the defaults of schemas/target.schema.json.
import type { Target } from "./generated/target.ts";

export interface Contract {
  /** Schema-qualified, of small letters, digits and underscores. */
  readonly functions: { readonly create: string; readonly enact: string };
  readonly roles: {
    readonly execute: string;
    readonly verify: string;
    readonly review: string;
    readonly read: string;
  };
}

const DEFAULTS: Contract = {
  functions: { create: "public.fn_iu_create", enact: "public.fn_iu_enact" },
  roles: {
    execute: "cutter_exec",
    verify: "cutter_verify",
    review: "directus",
    read: "context_pack_readonly",
  },
};

/** The contract of a target: its own names, and the defaults for what it leaves out. */
export function contractOf({ spec }: Target): Contract {
  return {
    functions: { ...DEFAULTS.functions, ...spec.contract?.functions },
    roles: { ...DEFAULTS.roles, ...spec.contract?.roles },
  };
}
