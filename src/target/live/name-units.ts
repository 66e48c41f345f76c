// Units in a message: how many, and the first of them by address. Never their titles or texts.
import { quoteText } from "../../diagnostics/visible-text.ts";

const SHOWN = 3;

/** `unit "A"`, `units "A", "B"`, `12 units: "A", "B", "C", …`. */
export function nameUnits(addresses: readonly string[]): string {
  const shown = addresses
    .slice(0, SHOWN)
    .map((address) => quoteText(address))
    .join(", ");
  if (addresses.length === 1) return `unit ${shown}`;
  return addresses.length <= SHOWN ? `units ${shown}` : `${addresses.length} units: ${shown}, …`;
}
