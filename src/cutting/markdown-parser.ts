// The CommonMark parser, loaded when a document is first read as Markdown: its seventy modules are a fifth of what a command
// takes to start, and text that is cut at markers needs none of them. By require, because cutting waits for nothing.
import { createRequire } from "node:module";
import type { Root } from "mdast";
import type * as FromMarkdown from "mdast-util-from-markdown";
import type * as MatterTree from "mdast-util-frontmatter";
import type * as MatterSyntax from "micromark-extension-frontmatter";

const require = createRequire(import.meta.url);

let markdown: typeof FromMarkdown | undefined;

export function parseMarkdown(text: string, options?: FromMarkdown.Options): Root {
  markdown ??= require("mdast-util-from-markdown") as typeof FromMarkdown;
  return markdown.fromMarkdown(text, options);
}

type Extensions = Pick<FromMarkdown.Options, "extensions" | "mdastExtensions">;

/** Front matter in YAML (---) and TOML (+++), beside the other extensions. */
export function withMatter(extensions: NonNullable<Extensions["extensions"]>): Extensions {
  const { frontmatter } = require("micromark-extension-frontmatter") as typeof MatterSyntax;
  const { frontmatterFromMarkdown } = require("mdast-util-frontmatter") as typeof MatterTree;
  return {
    extensions: [...extensions, frontmatter(["yaml", "toml"])],
    mdastExtensions: [frontmatterFromMarkdown(["yaml", "toml"])],
  };
}
