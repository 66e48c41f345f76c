import assert from "node:assert/strict";
import { suite, test } from "node:test";
import type { GrantFault } from "../../src/model/generated/facts.ts";
import { grantFaultWords } from "../../src/model/grant-fault-words.ts";

const RIGHT: GrantFault = {
  fault: "MISSING",
  role: "cutter_verify",
  privilege: "SELECT",
  object: "public.information_unit",
  mend: "GRANT SELECT ON TABLE public.information_unit TO cutter_verify",
};

suite("a fault is named by what is not there", () => {
  const cases: readonly (readonly [string, Partial<GrantFault>, string])[] = [
    ["a right", {}, "MISSING: SELECT on public.information_unit for cutter_verify"],
    [
      "one too many",
      { fault: "TOO_MUCH", role: "PUBLIC" },
      "TOO_MUCH: SELECT on public.information_unit for PUBLIC",
    ],
    [
      "a role",
      { privilege: "LOGIN", object: "cutter_verify", mend: "CREATE ROLE cutter_verify LOGIN NOINHERIT" },
      "MISSING: the role cutter_verify, with LOGIN",
    ],
    [
      "a column",
      { privilege: "SELECT (address)", mend: "ALTER TABLE public.information_unit ADD COLUMN address text" },
      "MISSING: the column address of public.information_unit",
    ],
    [
      "a column's type",
      {
        privilege: "SELECT (address)",
        mend: "ALTER TABLE public.information_unit ALTER COLUMN address TYPE text USING address::text",
      },
      "MISSING: the column address of public.information_unit in the type it has to have",
    ],
    [
      "a function",
      {
        object: "public.fn_iu_enact(text, text, text)",
        privilege: "EXECUTE",
        mend: "CREATE FUNCTION public.fn_iu_enact(text, text, text) RETURNS text …",
      },
      "MISSING: the function public.fn_iu_enact(text, text, text) that answers with a text",
    ],
  ];
  for (const [what, changed, words] of cases)
    test(what, () => assert.equal(grantFaultWords({ ...RIGHT, ...changed }), words));
});
