// Generated from schemas/target.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * A database that plans may name. Lives at plans/_targets/<target>.yaml. It holds the name of the variable with the connection, never the connection itself.
 */
export interface Target {
  /**
   * The version of this format. Always cutplan/v1.
   */
  readonly apiVersion: "cutplan/v1";
  /**
   * What this document is. Always Target.
   */
  readonly kind: "Target";
  /**
   * Which target this is.
   */
  readonly metadata: {
    /**
     * The target's name. Must be the file's name without .yaml.
     */
    readonly name: string;
  };
  /**
   * Where the facts come from.
   */
  readonly spec: {
    /**
     * postgres: a database of yours, read only. embedded: a throw-away PostgreSQL with the seed below. memory: no database at all, the seed below is all there is.
     */
    readonly driver: "postgres" | "embedded" | "memory";
    /**
     * Where the connection is to be found. Only for driver postgres.
     */
    readonly connection?: {
      /**
       * The NAME of the environment variable that holds the connection URL, in capital letters, digits and underscores, for example CUTPLAN_RO_URL_REGISTER. A URL in this file is an error: it would put a password into git.
       */
      readonly env: string;
    };
    /**
     * What cutplan relies on in that database. Leave out what is as in the defaults.
     */
    readonly contract?: {
      /**
       * The canonical functions, schema-qualified.
       */
      readonly functions?: {
        /**
         * Creates one information unit.
         */
        readonly create?: string;
        /**
         * Moves one unit to enacted.
         */
        readonly enact?: string;
      };
      /**
       * The database roles, each with the grants it needs and no others.
       */
      readonly roles?: {
        /**
         * Cuts, records and enacts.
         */
        readonly execute?: string;
        /**
         * Writes the verification result.
         */
        readonly verify?: string;
        /**
         * Reads review decisions.
         */
        readonly review?: string;
        /**
         * Reads the facts; cannot write.
         */
        readonly read?: string;
      };
    };
    /**
     * Units that exist already in an embedded or memory target.
     *
     * @maxItems 10000
     */
    readonly seed?: readonly SeedUnit[];
  };
}
/**
 * A unit that exists before any plan runs.
 */
export interface SeedUnit {
  /**
   * The unit's address: parts of letters, digits, dots, underscores and hyphens, joined by slashes.
   */
  readonly address: string;
  /**
   * SHA-256 of the unit's text: 64 small hex digits. Digits alone need quotes.
   */
  readonly sha256: string;
  /**
   * Where the unit stands in its life.
   */
  readonly lifecycle: "draft" | "enacted" | "retired";
}
