// Texts that try to become something else on a page: markup, script, style, a request, another order of characters. And a
// site in which every text that comes from people, documents, databases or machines is one of them.
import type { SiteData } from "../../src/site/site-data.ts";

/** Executed anywhere, each of them sets this on the window; asked for, each leads to a host that is nobody's. */
const RUN = "window.canary=1";
const HOST = "https://evil.invalid";

export const HOSTILE_TEXTS: readonly string[] = [
  `<script>${RUN}</script>`,
  `</script><script>${RUN}</script>`,
  `</pre></code></td></main></body></html><script>${RUN}</script>`,
  `"><img src=x onerror=${RUN}>`,
  `' autofocus tabindex=0 onfocus='${RUN}' x='`,
  `" onmouseover="${RUN}`,
  `<svg/onload=${RUN}>`,
  `<svg><script>${RUN}</script></svg><math><mtext></mtext></math>`,
  `--!><script>${RUN}</script><!--`,
  `--><script>${RUN}</script>`,
  `]]><script>${RUN}</script><![CDATA[`,
  `</title><script>${RUN}</script>`,
  `</style><style>*{display:none!important}</style>`,
  `;}*{background:url(${HOST}/x);display:none!important}`,
  `<link rel=stylesheet href=${HOST}/x.css>`,
  `<meta http-equiv="refresh" content="0;url=${HOST}/">`,
  `<base href="${HOST}/">`,
  `<iframe srcdoc="<script>parent.${RUN}</script>" src=${HOST}></iframe>`,
  `<form action=${HOST}><input autofocus onfocus=${RUN}></form>`,
  `<object data=${HOST}></object><embed src=${HOST}>`,
  `<a href="javascript:${RUN}">click</a>`,
  `javascript:${RUN}//`,
  `java\tscript:${RUN}`,
  `data:text/html,<script>${RUN}</script>`,
  `[click](javascript:${RUN}) ![x](${HOST}/x.png)`,
  `//evil.invalid/x`,
  `../../../../etc/passwd`,
  `\${${RUN}} {{constructor.constructor('${RUN}')()}} <%= ${RUN} %>`,
  `&lt;b&gt;&amp;amp;&#60;script&#62;`,
  `+ADw-script+AD4-${RUN}+ADw-/script+AD4-`,
  `__proto__`,
  `\u202Eexe.yaml\u202C \u2066left\u2069 \u200F\u061C`,
  `zero\u200Bwidth\u200D\u2060\uFEFF`,
  `\u001B[31mred\u001B[0m \u0007 \u009B`,
  `line\u2028and\u2029paragraph\u0085`,
  `e${"\u0301".repeat(200)}`,
  `\uD800 half a pair`,
  `אבג مرحبا English 123`,
  "W".repeat(3_000),
  "long words in a row ".repeat(150),
];

/** What is not a text of anybody, but a name of this program, a digest or a moment. */
const OWN_KEYS: ReadonlySet<string> = new Set([
  "state",
  "gate",
  "mode",
  "position",
  "next",
  "phase",
  "outcome",
  "change",
  "lifecycle",
  "sha",
  "sha256",
  "foundSha256",
  "previousSha256",
  "manifestSha256",
  "factsSha256",
  "gitBlob",
  "snapshot_sha",
  "at",
  "since",
  "expiresAt",
  "validAfter",
  "validBefore",
  "code",
  "fault",
  "apiVersion",
  "kind",
  "notSamePersonAs",
  // What has to be signed: required or optional.
  "plans",
  "approvals",
  "evidence",
]);

export interface HostileSite {
  readonly data: SiteData;
  /** Every text that was put in, each told from the others by its number. */
  readonly texts: readonly string[];
}

/** The same site with a hostile text in the place of every text; names that are written in several places stay the same. */
export function makeHostile(data: SiteData): HostileSite {
  const texts = new Map<string, string>();
  const hostileFor = (text: string): string => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    const made = `${HOSTILE_TEXTS[texts.size % HOSTILE_TEXTS.length] ?? ""} #${texts.size}#`;
    texts.set(text, made);
    return made;
  };
  const change = (value: unknown, key: string): unknown => {
    if (typeof value === "string") return OWN_KEYS.has(key) || value === "" ? value : hostileFor(value);
    if (Array.isArray(value)) return value.map((one) => change(one, key));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]));
  };
  return { data: change(data, "") as SiteData, texts: [...texts.values()] };
}
