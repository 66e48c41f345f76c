// A real browser for tests of pages: the machine's own Chromium or Chrome, driven by playwright-core, which brings none.
// On a machine without one the tests are skipped and say so; CI has one, and fails where it is missing.
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FOLDERS = (process.env["PATH"] ?? "").split(path.delimiter);

const BROWSER = NAMES.flatMap((name) => FOLDERS.map((folder) => path.join(folder, name))).find(existsSync);

/** Why tests in a browser cannot be run here; false where they can, and on CI in any case. */
export const NO_BROWSER: string | false =
  BROWSER !== undefined || process.env["CI"] === "true"
    ? false
    : `there is no browser on this machine: install one of ${NAMES.join(", ")}`;

/** Starts it; whoever asked for it closes it. */
export async function openBrowser(): Promise<Browser> {
  if (BROWSER === undefined) throw new Error(`CI has to have one of ${NAMES.join(", ")}`);
  // Its own sandbox needs rights that containers and root do not give; what it shows is only what these tests wrote.
  return chromium.launch({ executablePath: BROWSER, chromiumSandbox: false });
}
