// Generated from schemas/cut-plan.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * How one source document is cut into addressed rows (information units) of a governed PostgreSQL database. Lives at plans/<plan>/plan.yaml; the document it cuts lies beside it.
 */
export interface CutPlan {
  /**
   * The version of this format. Always cutplan/v1.
   */
  readonly apiVersion: "cutplan/v1";
  /**
   * What this document is. Always CutPlan in a plan.yaml.
   */
  readonly kind: "CutPlan";
  /**
   * Who and what this plan is.
   */
  readonly metadata: {
    /**
     * The plan's name. Must be the name of the folder that holds this file.
     */
    readonly name: string;
    /**
     * What a reader sees in lists and reports: one line of text.
     */
    readonly title: string;
    /**
     * The person of plans/_trust/policy.yaml who answers for this plan. Under separation of duties this person cannot approve it.
     */
    readonly author: string;
  };
  /**
   * What is to happen.
   */
  readonly spec: {
    /**
     * DRYRUN simulates every change and never writes to a database. LIVE would write, and is refused while the kill-switch is off.
     */
    readonly mode: "DRYRUN" | "LIVE";
    /**
     * The database the plan is for: the name of a file plans/_targets/<target>.yaml, without its ending.
     */
    readonly target: string;
    /**
     * The document that is cut, pinned by its digest.
     */
    readonly source: {
      /**
       * The file's name: letters, digits, dots, underscores and hyphens, beginning with a letter or digit. The file lies in this plan's own folder, so a folder in the name is an error.
       */
      readonly path: string;
      /**
       * SHA-256 of the file's bytes in hex, as sha256sum prints it. Another byte in the source is another plan.
       */
      readonly sha256: string;
      /**
       * The document's identity in the database, for example ICX-CONST: letters, digits, dots, underscores and hyphens, beginning with a letter or digit, at most 63 characters.
       */
      readonly documentId: string;
    };
    /**
     * Where the document is cut: by levels (headings and markers), or unit by unit. Exactly one of levels and units.
     */
    readonly cut: {
      /**
       * The first part of every unit's address: ICX-CONST in ICX-CONST/C01/A003. Letters, digits, dots, underscores and hyphens, beginning with a letter or digit, at most 63 characters. Units in the database outside this prefix are nobody's business.
       */
      readonly prefix: string;
      /**
       * The kinds of cut, outermost first. A unit begins where a level's heading or marker stands and ends where the next unit begins.
       *
       * @minItems 1
       * @maxItems 4
       */
      readonly levels?: readonly Level[];
      /**
       * declared (the default): units carry the numbers that the text gives them, each one more than the last. ordinal: units are counted from 1 within their parent, whatever the text says.
       */
      readonly numbering?: "declared" | "ordinal";
      /**
       * Text before the first unit: unit makes it a unit of its own with the address PREFIX/PREAMBLE; refuse (the default) makes it an error.
       */
      readonly preamble?: "unit" | "refuse";
      /**
       * The units one by one, in order, instead of levels. Together they must cover every line of the source exactly once.
       *
       * @minItems 1
       */
      readonly units?: readonly ExplicitUnit[];
    };
    /**
     * What the author expects of the cut. A cut that comes out otherwise is an error before anything moves.
     */
    readonly expect: {
      /**
       * How many units the cut makes. At least 1.
       */
      readonly units: number;
      /**
       * Optional: the manifest's digest, which pins every address, place and text of the cut. `reconcile diff --manifest` prints it.
       */
      readonly manifestSha256?: string;
    };
    /**
     * Optional: after this moment nothing of this plan moves any more.
     */
    readonly expiresAt?: string;
  };
}
/**
 * One kind of cut. Give heading, or marker, or both (headings of that depth whose text begins with the marker).
 */
export interface Level {
  /**
   * Markdown headings of this depth begin a unit. Headings in code fences, front matter, HTML and comments are no headings.
   */
  readonly heading?: number;
  /**
   * Lines that begin with this text begin a unit. {n} stands for the number: arabic, or roman with {n:roman}. For example "Article {n}".
   */
  readonly marker?: string;
  /**
   * This level's part of the address. {n} is the unit's number, {n:03} the same padded with zeros to three digits. It stands exactly once, among letters, digits, dots, underscores and hyphens.
   */
  readonly code: string;
}
/**
 * One unit, named by hand.
 */
export interface ExplicitUnit {
  /**
   * The unit's whole address, beginning with the prefix: ICX-CONST/ANNEX. Two to nine parts of letters, digits, dots, underscores and hyphens, joined by slashes.
   */
  readonly address: string;
  /**
   * The unit's title.
   */
  readonly title: string;
  /**
   * The first and the last line of the unit, both counted from 1 and both included.
   *
   * @minItems 2
   * @maxItems 2
   */
  readonly lines: readonly number[];
}
