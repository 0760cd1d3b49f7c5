/** What every page must hold, whatever it shows; each returns the faults it found. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';
import type { RunOptions } from 'axe-core';

/** Always the same text and an errand of its own, so that a tab compiles it for its first page only. */
const axeText = `${readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')};0`;

/** What axe finds wrong, with the element, by all of its rules or only by those named. */
export async function accessibilityFaults(page: Page, ...rules: string[]): Promise<string[]> {
  const options: RunOptions = {
    // Of what is right one example is kept, and nothing that is not shown here is worked out.
    resultTypes: ['violations'],
    selectors: false,
    preload: false,
    ...(rules.length > 0 && { runOnly: rules }),
  };
  await page.evaluate(axeText);
  return page.evaluate(
    (options) =>
      (window as unknown as { axe: typeof axe }).axe
        .run(document, options)
        .then(({ violations }) =>
          violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 140)).join(' | ')}`),
        ),
    options,
  );
}

/** The rules of axe that judge colours: what a page has to answer again in the dark. */
export const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** By how many pixels the page is wider than the window. */
export function sidewaysOverflow(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** What can be pressed and is smaller than a finger: 48 pixels. A link within a sentence may be. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const inSentence = (element: Element) =>
      element.matches('p a, dd a, li a') &&
      getComputedStyle(element).display === 'inline' &&
      element.parentElement!.textContent!.trim() !== element.textContent!.trim();
    return [
      ...document.querySelectorAll<HTMLElement>('a, button, summary, input, select, textarea'),
    ]
      .filter(
        (element) => element.offsetParent && !element.closest('.skip') && !inSentence(element),
      )
      .map((element) => {
        const card = element.closest('.choice, .card.press, td');
        return { element, box: (card ?? element).getBoundingClientRect() };
      })
      .filter(({ box }) => box.height > 0 && (box.height < 47.5 || box.width < 32))
      .map(
        ({ element, box }) =>
          `${Math.round(box.width)}×${Math.round(box.height)} ${element.outerHTML.slice(0, 90)}`,
      );
  });
}
