// Asks axe-core what is wrong with a page for people who read by ear, by keyboard or with weak eyes.
import { createRequire } from "node:module";
import path from "node:path";
import type { Page } from "playwright-core";

const AXE = path.join(path.dirname(createRequire(import.meta.url).resolve("axe-core")), "axe.min.js");

/** Those whose answer hangs on the width of the window or on colours; all others are asked once. */
const BY_LOOKS = ["color-contrast", "link-in-text-block", "scrollable-region-focusable", "target-size"];
const BY_COLORS = ["color-contrast", "link-in-text-block"];

/**
 * Every fault of any weight, with the first element that has it: of every rule in light colours at the first width, and of
 * those that may answer otherwise at the other widths and in dark colours. The context has to bypass the page's own policy.
 */
export async function askAxe(page: Page, widths: readonly number[]): Promise<readonly string[]> {
  await page.addScriptTag({ path: AXE });
  const faults: string[] = [];
  for (const [index, width] of widths.entries()) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const looks = index === 0 ? undefined : BY_LOOKS;
      const found = await runAxe(page, colorScheme === "dark" ? BY_COLORS : looks);
      faults.push(...found.map((fault) => `${colorScheme} at ${width}: ${fault}`));
    }
  }
  return faults;
}

async function runAxe(page: Page, rules: readonly string[] | undefined): Promise<readonly string[]> {
  const options = {
    resultTypes: ["violations"],
    ...(rules === undefined ? { rules: { "target-size": { enabled: true } } } : { runOnly: rules }),
  };
  return page.evaluate<readonly string[]>(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map(({ id, impact, nodes }) =>
      impact + " " + id + ", " + nodes.length + " times: " + nodes[0].html.slice(0, 200) + " " +
      nodes[0].failureSummary.replaceAll(/\\n +/g, "; ")))`,
  );
}
