// What is wrong with a target's grants, in words: a role, a function or a column that is not there is named as that, and not
// by the right that nobody can have on it.
import type { GrantFault } from "./generated/facts.ts";

/** `TOO_MUCH: EXECUTE on fn_iu_enact(uuid) for PUBLIC`; `MISSING: role "cutter_verify"`. Not yet fit to be shown on a terminal. */
export function grantFaultWords({ fault, role, privilege, object, mend }: GrantFault): string {
  const column = /\((?<column>.*)\)$/.exec(privilege)?.groups?.["column"] ?? "";
  if (mend.startsWith("CREATE ROLE ")) return `${fault}: the role ${object}, with LOGIN`;
  if (mend.startsWith("CREATE FUNCTION ")) return `${fault}: the function ${object} that answers with a text`;
  if (/^ALTER TABLE .* ADD COLUMN /.test(mend)) return `${fault}: the column ${column} of ${object}`;
  if (/^ALTER TABLE .* ALTER COLUMN .* TYPE /.test(mend))
    return `${fault}: the column ${column} of ${object} in the type it has to have`;
  return `${fault}: ${privilege} on ${object} for ${role}`;
}
