// Judges the address of a remote and takes credentials out of texts. Starts nothing and contacts nobody.
import { Refusal } from "../diagnostics/refusal.ts";

/**
 * Accepts https://, ssh://, user@host:path, file:// and absolute paths; refuses REF_REFUSED for everything else:
 * remote helpers (`ext::sh -c …`), what ssh could take for an option, relative paths, unencrypted transports.
 */
export function checkRemoteUrl(url: string): Refusal | undefined {
  if (!/\p{C}/u.test(url) && ACCEPTED.some((form) => form.test(url))) return undefined;
  return new Refusal("REF_REFUSED", {
    // What cannot be understood cannot be cleaned of credentials either, so it is not shown.
    message: "the remote's address is not one that cutplan pushes to",
    expected: "https://…, ssh://…, user@host:path, file:///… or an absolute path",
    todo: "set it with git remote set-url",
  });
}

/** The folder that a file:// address or absolute path names, or undefined for a remote on another machine. */
export function localFolderOf(url: string): string | undefined {
  if (url.startsWith("/")) return url;
  return url.startsWith("file:///") ? decodePercent(url.slice("file://".length)) : undefined;
}

/** `https://user:token@host/x?key=1` → `https://***@host/x?***`, everywhere in the text. */
export function redactUserinfo(text: string): string {
  return text
    .replace(/([A-Za-z][A-Za-z0-9+.-]*:\/\/)[^/\s]*@/g, "$1***@")
    .replace(/([A-Za-z][A-Za-z0-9+.-]*:\/\/[^\s?"']*\?)[^\s"']+/g, "$1***");
}

/** Also takes out this address's own credentials where they stand alone, as written and decoded. */
export function redactCredentials(text: string, url: string): string {
  const userinfo = /^[a-z]+:\/\/([^/]*)@/.exec(url)?.[1] ?? "";
  const password = userinfo.includes(":")
    ? userinfo.slice(userinfo.indexOf(":") + 1)
    : url.startsWith("https:")
      ? userinfo
      : "";
  const secrets = [userinfo, password, decodePercent(password)].filter((secret) => secret.length > 2);
  return secrets.reduce((redacted, secret) => redacted.replaceAll(secret, "***"), redactUserinfo(text));
}

// A host, user or path that begins with a dash could become an option of ssh (CVE-2017-1000117).
const HOST = String.raw`(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9_][A-Za-z0-9._-]*)`;
const ACCEPTED: readonly RegExp[] = [
  new RegExp(String.raw`^https://(?:[^/@\s][^/\s]*@)?${HOST}(?::\d+)?(?:/.*)?$`),
  new RegExp(String.raw`^ssh://(?:[^/@\s-][^/@\s]*@)?${HOST}(?::\d+)?/[^-].*$`),
  new RegExp(String.raw`^[A-Za-z0-9_][A-Za-z0-9._-]*@${HOST}:[^:-].*$`),
  /^file:\/\/\/.+$/,
  /^\/.+$/,
];

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
