// The style and the script: nothing in them asks for anything, and every colour of text stands out from its ground in both
// themes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { ASSET_FOLDER, ASSETS } from "../../src/site/assets.ts";

function read(name: string): string {
  return readFileSync(path.join(import.meta.dirname, "../../src/site", ASSET_FOLDER, name), "utf8");
}

const STYLE = read("site.css");

test("assets: none asks for anything", () => {
  for (const name of ASSETS) {
    const text = read(name).replace("http://www.w3.org/2000/svg", "");
    assert.doesNotMatch(
      text,
      /url\(|@import|@font-face|https?:|\/\/[a-z]|fetch|XMLHttp|WebSocket|sendBeacon|eval|innerHTML/,
      name,
    );
  }
});

/** The custom properties of the nth block `:root`: 0 is light, 1 dark, 2 paper. */
function coloursOf(theme: number): ReadonlyMap<string, string> {
  const blocks = [...STYLE.matchAll(/:root \{([^}]*)\}/g)].map(([, block = ""]) => block);
  const own = (block: string | undefined): readonly (readonly [string, string])[] =>
    [...(block ?? "").matchAll(/--([a-z-]+): (#[0-9a-f]{3,6});/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
  return new Map([...own(blocks[0]), ...(theme === 0 ? [] : own(blocks[theme]))]);
}

/** Relative luminance and contrast: WCAG 2.2. */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.slice(1).replace(/./g, "$&$&") : colour.slice(1);
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const GROUNDS = ["paper", "surface", "sunken"] as const;
const TONES = ["good", "wait", "bad", "quiet"] as const;
const PAIRS: readonly (readonly [string, string, number])[] = [
  ...GROUNDS.flatMap((ground) => ["ink", "soft", "link", ...TONES].map((ink) => [ink, ground, 4.5] as const)),
  ...GROUNDS.map((ground) => ["edge", ground, 3] as const),
  ...TONES.map((tone) => [tone, `${tone}-ground`, 4.5] as const),
  ["ink", "wait-ground", 4.5],
  ["live-ink", "live-ground", 4.5],
];

for (const [theme, name] of ["light", "dark", "paper"].entries()) {
  test(`assets: every text stands out from its ground: ${name}`, () => {
    const colours = coloursOf(theme);
    for (const [ink, ground, least] of PAIRS) {
      const [one, other] = [colours.get(ink), colours.get(ground)];
      assert.ok(one !== undefined && other !== undefined, `${ink} and ${ground} are colours`);
      const found = contrast(one, other);
      assert.ok(found >= least, `${ink} ${one} on ${ground} ${other}: ${found.toFixed(2)}, not ${least}`);
    }
  });
}
