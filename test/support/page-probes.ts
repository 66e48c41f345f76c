// Looks at a page as different readers have it before them: what is hidden from them, what is cut off, where the keyboard is.
import type { Page } from "playwright-core";

/**
 * Text that no reader sees although it is in the page. What leads elsewhere or needs a script is of no use on paper; the
 * heads of tables stand in every card on a phone; a picture and the strip of the same words take each other's place.
 */
const HIDDEN = `(() => {
  const hidden = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.data.trim() === "" || node.parentElement.closest("nav, [role=search], button, thead, svg, .steps-strip") !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const seen = node.parentElement.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (!seen || range.getClientRects().length === 0) hidden.push(node.data.trim().slice(0, 80));
  }
  return hidden;
})()`;

/** Boxes whose content reaches beyond them and cannot be scrolled to on paper. */
const CLIPPED = `[...document.querySelectorAll("main *")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 1)
  .filter((one) => getComputedStyle(one).overflowX !== "visible")
  .map((one) => one.localName + "." + one.className + ": " + one.textContent.slice(0, 80))`;

export type PageName = readonly [site: { readonly url: string }, name: string];

export async function findHidden(page: Page, pages: readonly PageName[]): Promise<readonly string[]> {
  return evaluateOn(page, pages, HIDDEN);
}

export async function findClipped(page: Page, pages: readonly PageName[]): Promise<readonly string[]> {
  return evaluateOn(page, pages, CLIPPED);
}

async function evaluateOn(
  page: Page,
  pages: readonly PageName[],
  script: string,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [site, name] of pages) {
    await page.goto(site.url + name);
    found.push(...(await page.evaluate<readonly string[]>(script)).map((one) => `${name}: ${one}`));
  }
  return found;
}

export interface Focus {
  readonly name: string;
  /** Whether it lies in the window and something is drawn around it. */
  readonly isSeen: boolean;
}

const NAME_OF = `((one) => [one.localName, ...one.classList].join(".") + " " +
  (one.textContent || one.getAttribute("aria-label") || "").trim())`;

const FOCUSABLE = `[...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter((one) => one.checkVisibility() && !one.disabled).map(${NAME_OF})`;

const FOCUS = `(() => {
  const one = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const { top, bottom, width, height } = one.getBoundingClientRect();
  const isInside = top < innerHeight && bottom > 0 && width > 1 && height > 1;
  return { name: ${NAME_OF}(one), isSeen: isInside && outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 };
})()`;

/** In the order of the page: what one has to be able to reach. */
export async function listFocusable(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(FOCUSABLE);
}

export async function readFocus(page: Page): Promise<Focus> {
  return page.evaluate<Focus>(FOCUS);
}
