// The text of docs/diagnostics.md, from the tables of diagnostic codes.
import type { CodeText } from "../src/diagnostics/code-text.ts";
import { CROSS_CODES } from "../src/diagnostics/codes-cross.ts";
import { CUT_CODES } from "../src/diagnostics/codes-cut.ts";
import { SCHEMA_CODES, TEXT_CODES, YAML_CODES } from "../src/diagnostics/codes-document.ts";
import { PLACE_CODES } from "../src/diagnostics/codes-place.ts";
import { TRUST_CODES } from "../src/diagnostics/codes-trust.ts";
import { TRUST_POLICY_CODES } from "../src/diagnostics/codes-trust-policy.ts";
import { renderDiagnostic } from "../src/diagnostics/render-diagnostic.ts";
import { escapeMarkdown } from "./escape-markdown.ts";

const SECTIONS: readonly (readonly [string, Readonly<Record<string, CodeText>>])[] = [
  ["The bytes of a document", TEXT_CODES],
  ["Its YAML", YAML_CODES],
  ["Its schema", SCHEMA_CODES],
  ["What lies where under plans/", PLACE_CODES],
  ["What documents say about each other", CROSS_CODES],
  ["The cut of a source", CUT_CODES],
  ["The lists of keys beside the policy", TRUST_CODES],
  ["What the policy and the lists say about each other", TRUST_POLICY_CODES],
];

const EXAMPLE = renderDiagnostic(
  {
    code: "key-unknown",
    place: { file: "plans/handbook/plan.yaml", line: 9, column: 3 },
    excerpt: { text: "  targt: scratch", length: 5 },
    message: '"targt" is no key of spec',
    expected: "one of mode, target, source, cut, expect, expiresAt",
    fix: 'write "target"',
  },
  { color: false, columns: 80 },
);

const HEAD = `<!-- Generated from src/diagnostics/ by \`npm run generate\`. Change the tables there, not this file. -->

# Diagnostics

Every fault in a document is shown as one block: the place (\`file:line:column\`, counted from 1, columns in code points) and the code, what is wrong, the line with a caret, what was expected, and what to do.

\`\`\`text
${EXAMPLE}
\`\`\`

All faults of all files are shown at once, sorted by place, and \`reconcile validate\` exits 65 when there is one. A plan with a fault in its folder, in its target, or in \`plans/_trust\` does not move; the others do. A code never changes its meaning.
`;

function renderCode(code: string, { summary, expected, fix }: CodeText): string {
  return `### ${code}

${escapeMarkdown(summary)}

- expected: ${escapeMarkdown(expected)}
- next: ${escapeMarkdown(fix)}
`;
}

function renderSection(title: string, codes: Readonly<Record<string, CodeText>>): string {
  const entries = Object.entries(codes).map(([code, text]) => renderCode(code, text));
  return `## ${title}\n\n${entries.join("\n")}`;
}

export function diagnosticsPage(): string {
  return [HEAD, ...SECTIONS.map(([title, codes]) => renderSection(title, codes))].join("\n");
}
