// The files that each statement of a chain covers. What is as it was for the statement before is not listed again: there
// is a link to where it is.
import type { Artifact } from "../model/generated/statement.ts";
import { plainTable } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import type { SiteStatement } from "./site-data.ts";
import type { StatementLink } from "./timeline-section.ts";
import { code, count, digest } from "./texts.ts";

/** What a statement covers, against the one before it. */
export interface Cover {
  readonly all: readonly Artifact[];
  /** New, or with other bytes. */
  readonly fresh: readonly Artifact[];
  /** Names of those that it covers no more. */
  readonly gone: readonly string[];
  /** The last statement before it that lists files; undefined for the first. */
  readonly listedIn: number | undefined;
}

/** A statement in its chain. */
export interface ChainLink {
  readonly statement: SiteStatement;
  /** Undefined for the first. */
  readonly before: SiteStatement | undefined;
  readonly cover: Cover;
}

/** Every statement with the one before it and what is new in it, in order. */
export function chainOf(statements: readonly SiteStatement[]): readonly ChainLink[] {
  let listedIn: number | undefined;
  return statements.map((statement, index) => {
    const { covers: all, seq } = statement;
    const before = statements[index - 1];
    const known = new Map(before?.covers.map((artifact) => [artifact.name, keyOf(artifact)]));
    const names = new Set(all.map(({ name }) => name));
    const fresh = all.filter((artifact) => known.get(artifact.name) !== keyOf(artifact));
    const cover = { all, fresh, gone: [...known.keys()].filter((name) => !names.has(name)), listedIn };
    if (listedIn === undefined || fresh.length > 0) listedIn = seq;
    return { statement, before, cover };
  });
}

function keyOf({ digest: { sha256, gitBlob } }: Artifact): string {
  return `${sha256} ${gitBlob}`;
}

export function coverBlock({ all, fresh, gone, listedIn }: Cover, link: StatementLink): Child {
  if (listedIn === undefined) return coverTable(all, "Files that it covers");
  return [
    h(
      "p",
      { class: "covers" },
      `Covers ${count(all.length, "file")}, `,
      fresh.length === 0 ? "each as in " : "those that are not listed here as in ",
      h("a", { href: link(listedIn) }, `statement ${listedIn}`),
      gone.length === 0
        ? "."
        : [", and no longer ", gone.map((name, at) => [at > 0 && ", ", code(name)]), "."],
    ),
    fresh.length === 0 ? undefined : coverTable(fresh, "Files that are new or other than before"),
  ];
}

function coverTable(artifacts: readonly Artifact[], caption: string): Element {
  return plainTable({
    caption,
    columns: [{ title: "File", kind: "wide" }, { title: "SHA-256" }, { title: "Object in git" }],
    rows: artifacts.map(({ name, digest: { sha256, gitBlob } }) => ({
      cells: [code(name), digest(sha256), digest(gitBlob)],
    })),
  });
}
