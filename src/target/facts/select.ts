// The one thing that discovery is given: a way to run a SELECT.
import type { Parameter, Row } from "../postgres/database-client.ts";

/** Runs one SELECT with its parameters, and hands over each row as it comes. */
export type Select = (text: string, values: readonly Parameter[], onRow: (row: Row) => void) => Promise<void>;
