// A schema-qualified name as SQL. Names come from a target's document, where they are held to small letters, digits and
// underscores; they are quoted all the same.

/** `public.fn_iu_create` → `"public"."fn_iu_create"`. */
export function quoteName(qualified: string): string {
  return qualified
    .split(".")
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join(".");
}
