// A check as SARIF 2.1.0 (OASIS, sarif-v2.1.0-os), in the part of it that code scanning reads: one run, the rules that
// were met, a result for each remark. Paths are those of the repository, never of the machine.
import { createHash } from "node:crypto";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { CheckReport } from "../check/check-report.ts";
import type { Remark, RemarkLevel } from "../check/remark.ts";
import { ruleText } from "../check/rule-texts.ts";
import { VERSION } from "../version.ts";

const NAME = "cutplan";

/** Code scanning keeps the first 5,000 results of a run, and refuses a run of more than 25,000. */
const RESULTS_AT_MOST = 5000;

const LEVELS: Readonly<Record<RemarkLevel, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  notice: "note",
};

/** The whole log as a plain value, ready for JSON. */
export function sarifLog(report: CheckReport): object {
  const placed = report.remarks.filter(({ place }) => place !== undefined);
  const shown = placed.slice(0, RESULTS_AT_MOST);
  const rules = [...new Set(shown.map(({ code }) => code))].sort();
  const provenance = provenanceOf(report);
  return {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: NAME, semanticVersion: VERSION, rules: rules.map(ruleOf) } },
        automationDetails: { id: `${NAME}/${report.command}/` },
        columnKind: "unicodeCodePoints",
        invocations: [invocationOf(report, placed.length - shown.length)],
        ...(provenance === undefined ? {} : { versionControlProvenance: [provenance] }),
        results: withFingerprints(shown).map(({ remark, fingerprint }) =>
          resultOf(remark, { fingerprint, ruleIndex: rules.indexOf(remark.code) }),
        ),
      },
    ],
  };
}

function ruleOf(code: string): object {
  const { summary, expected, fix } = ruleText(code);
  const advice = [
    summary,
    ...(expected === undefined ? [] : [`Expected: ${expected}.`]),
    ...(fix === undefined ? [] : [`What to do: ${fix}.`]),
  ];
  return {
    id: code,
    name: code,
    shortDescription: { text: summary },
    fullDescription: { text: summary },
    help: { text: advice.join("\n") },
    defaultConfiguration: { level: "error" },
    properties: { tags: [NAME] },
  };
}

interface Numbered {
  readonly fingerprint: string;
  readonly ruleIndex: number;
}

function resultOf(
  { level, code, place, excerpt, ...texts }: Remark,
  { fingerprint, ruleIndex }: Numbered,
): object {
  const { message, expected, todo } = texts;
  const sentences = [
    message,
    ...(expected === undefined ? [] : [`Expected: ${expected}`]),
    ...(todo === undefined ? [] : [`What to do: ${todo}`]),
  ];
  const { file = "", line = 1, column = 1 } = place ?? {};
  const end = excerpt === undefined ? {} : { endColumn: column + excerpt.length };
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[level],
    message: { text: sentences.map(plainMessage).join("\n") },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: uriOf(file) },
          region: { startLine: line, startColumn: column, ...end },
        },
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint },
  };
}

/** In a message, brackets could make a link and braces a placeholder (SARIF 2.1.0, 3.11.5 and 3.11.6). */
function plainMessage(text: string): string {
  return visibleText(text)
    .replaceAll(/[\\[\]]/g, "\\$&")
    .replaceAll(/[{}]/g, "$&$&");
}

/** A relative reference (RFC 3986, 4.2): each name of the path percent-encoded by itself. */
function uriOf(file: string): string {
  return file.toWellFormed().split("/").map(encodeURIComponent).join("/");
}

/**
 * What stays the same when lines are added above: the code, the file, and the line's text, or what is said where no line
 * is shown. Equal ones are numbered in their order.
 */
function withFingerprints(
  remarks: readonly Remark[],
): readonly { readonly remark: Remark; readonly fingerprint: string }[] {
  const met = new Map<string, number>();
  return remarks.map((remark) => {
    const { code, place, excerpt, message } = remark;
    const parts = [code, place?.file ?? "", (excerpt?.text ?? message).trim()];
    const hash = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 16);
    const count = (met.get(hash) ?? 0) + 1;
    met.set(hash, count);
    return { remark, fingerprint: `${hash}:${count}` };
  });
}

/** What could not be said as a result: why the command ended, what has no file, how many are left out. */
function invocationOf({ refusal, exit, remarks }: CheckReport, leftOut: number): object {
  const homeless = remarks.filter(({ place }) => place === undefined);
  const ended =
    refusal === undefined ? [] : [{ code: refusal.code, text: told(refusal.message, refusal.todo) }];
  const notes = [
    ...ended,
    ...homeless
      .filter(({ code }) => code !== refusal?.code)
      .map(({ code, message, todo }) => ({ code, text: told(message, todo) })),
    ...(leftOut > 0
      ? [{ code: "RESULTS_LEFT_OUT", text: `${leftOut} more results are not in this file.` }]
      : []),
  ];
  return {
    executionSuccessful: refusal === undefined,
    exitCode: exit,
    ...(notes.length === 0
      ? {}
      : {
          toolExecutionNotifications: notes.map(({ code, text }) => ({
            level: "error",
            message: { text },
            descriptor: { id: code },
          })),
        }),
  };
}

function told(message: string, todo: string | undefined): string {
  return [message, ...(todo === undefined ? [] : [`What to do: ${todo}`])].map(plainMessage).join("\n");
}

/** Where the documents come from, as the policy names it: an address without a user, or nothing at all. */
function provenanceOf({ pin, repository }: CheckReport): object | undefined {
  const url = repository === undefined ? null : URL.parse(repository.replace(/^git\+/, ""));
  if (pin === undefined || url?.protocol !== "https:" || url.username !== "" || url.password !== "")
    return undefined;
  url.search = "";
  url.hash = "";
  const branch = /^refs\/heads\/(?<name>.+)$/.exec(pin.ref)?.groups?.["name"];
  return {
    repositoryUri: url.href,
    revisionId: pin.commit,
    ...(branch === undefined ? {} : { branch: visibleText(branch) }),
  };
}
