// Where something stands in a file, counted the way editors and compilers count.

export interface Place {
  /** Path from the root of the repository, with slashes. */
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1, in code points. */
  readonly column: number;
}

/** `file:line:column` */
export function renderPlace(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}
