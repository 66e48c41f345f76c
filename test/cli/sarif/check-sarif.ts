// The part of SARIF 2.1.0 that this program writes, checked by hand: what the standard requires (its sections are named) and
// what an upload to code scanning requires beyond it (GitHub, "SARIF support for code scanning").
import assert from "node:assert/strict";

interface Message {
  readonly text: string;
}

interface Rule {
  readonly id: string;
  readonly shortDescription: Message;
  readonly fullDescription: Message;
  readonly help: Message;
}

export interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: Message;
  readonly locations: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: {
        readonly startLine: number;
        readonly startColumn: number;
        readonly endColumn?: number;
      };
    };
  }[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}

interface SarifRun {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly semanticVersion: string;
      readonly rules: readonly Rule[];
    };
  };
  readonly columnKind: string;
  readonly results: readonly SarifResult[];
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly exitCode: number;
    readonly toolExecutionNotifications?: readonly {
      readonly message: Message;
      readonly descriptor: { readonly id: string };
    }[];
  }[];
  readonly versionControlProvenance?: readonly {
    readonly repositoryUri: string;
    readonly revisionId: string;
  }[];
}

export interface SarifLog {
  readonly $schema: string;
  readonly version: string;
  readonly runs: readonly [SarifRun];
}

/** Throws where the log lacks what it has to have. */
export function checkSarif(log: SarifLog): void {
  assert.equal(log.version, "2.1.0", "3.13.2");
  assert.match(log.$schema, /^https:\/\/.*sarif-schema-2\.1\.0\.json$/, "3.13.3, and the upload");
  assert.equal(log.runs.length, 1);
  const [run] = log.runs;
  const { name, semanticVersion, rules } = run.tool.driver;
  assert.ok(name !== "", "3.19.8");
  assert.match(semanticVersion, /^\d+\.\d+\.\d+/, "3.19.12");
  assert.ok(["utf16CodeUnits", "unicodeCodePoints"].includes(run.columnKind), "3.14.17");
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length, "3.19.23: rules are unique");
  for (const rule of rules)
    for (const text of [rule.shortDescription, rule.fullDescription, rule.help])
      assert.ok(text.text.length > 0 && text.text.length <= 1024, `3.49.9 to 3.49.13 of ${rule.id}`);
  for (const result of run.results) checkResult(result, rules);
  for (const invocation of run.invocations) {
    assert.equal(typeof invocation.executionSuccessful, "boolean", "3.20.14");
    assert.equal(typeof invocation.exitCode, "number", "3.20.8");
    for (const { message, descriptor } of invocation.toolExecutionNotifications ?? []) {
      assert.equal(typeof message.text, "string", "3.58.5");
      assert.ok(descriptor.id !== "", "3.52.4");
    }
  }
  for (const { repositoryUri, revisionId } of run.versionControlProvenance ?? []) {
    const url = new URL(repositoryUri);
    assert.deepEqual(
      [url.protocol, url.username, url.password],
      ["https:", "", ""],
      "4.2 and no credentials",
    );
    assert.match(revisionId, /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
  }
  assert.ok(run.results.length <= 5000);
}

function checkResult(
  { ruleId, ruleIndex, level, message, locations, ...rest }: SarifResult,
  rules: readonly Rule[],
): void {
  assert.equal(rules[ruleIndex]?.id, ruleId, "3.27.6: the index is that of the rule");
  assert.ok(["error", "warning", "note"].includes(level), "3.27.10");
  assert.ok(message.text !== "", "3.27.11");
  assert.equal(locations.length, 1, "code scanning shows the first, and needs one");
  const [location] = locations;
  const { uri } = location!.physicalLocation.artifactLocation;
  assert.match(
    uri,
    /^(?:[A-Za-z0-9\-._~!'()*]|%[0-9A-F]{2}|\/)+$/,
    `3.4.3: a relative reference (RFC 3986): ${uri}`,
  );
  assert.doesNotMatch(uri, /^\/|^[a-z]+:/i, "no absolute path");
  const { startLine, startColumn, endColumn = startColumn + 1 } = location!.physicalLocation.region;
  assert.ok(startLine >= 1 && startColumn >= 1 && endColumn > startColumn, "3.30.5 to 3.30.8");
  assert.match(rest.partialFingerprints.primaryLocationLineHash, /^[0-9a-f]{16}:[1-9]\d*$/);
}
