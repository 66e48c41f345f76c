// Generated from schemas/manifest-row.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * One unit of the cut. The manifest is the ordered list of these; its digest is SHA-256 over each row's canonical JSON followed by a newline.
 */
export interface ManifestRow {
  /**
   * The unit's place in the source, counted from 1.
   */
  readonly ord: number;
  /**
   * The unit's address: prefix and codes joined by slashes.
   */
  readonly address: string;
  /**
   * The address of the unit that this one stands in, or null at the top.
   */
  readonly parent: string | null;
  /**
   * The heading's or marker line's text.
   */
  readonly title: string;
  /**
   * First line, counted from 1.
   */
  readonly startLine: number;
  /**
   * Last line, included.
   */
  readonly endLine: number;
  /**
   * Offset of the first byte, counted from 0.
   */
  readonly startByte: number;
  /**
   * Offset after the last byte.
   */
  readonly endByte: number;
  /**
   * SHA-256 of the unit's bytes in hex.
   */
  readonly sha256: string;
}
