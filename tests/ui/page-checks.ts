/** What every page must hold, whatever it shows; each returns the faults it found. */
import type { Page } from '@playwright/test';
import axe, { type RunOptions } from 'axe-core';

/** What axe finds wrong, with the element, by all of its rules or only by those named. */
export function accessibilityFaults(page: Page, ...rules: string[]): Promise<string[]> {
  const options: RunOptions = {
    // Of what is right one example is kept, and nothing that is not shown here is worked out.
    resultTypes: ['violations'],
    selectors: false,
    preload: false,
    ...(rules.length > 0 && { runOnly: rules }),
  };
  // One errand to the browser: axe, its run, and what is said of it.
  return page.evaluate(`${axe.source};
    axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => violations.map((v) =>
      v.id + ': ' + v.nodes.map((n) => n.html.slice(0, 140)).join(' | ')))`);
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
