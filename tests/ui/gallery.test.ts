/** The design system on its own: every scene readable, reachable and within the smallest screen. */
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from '@playwright/test';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser.ts';
import { scenes, serveGallery } from './gallery.ts';

let gallery: { origin: string; server: Server };
let browser: Browser;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([serveGallery(), launchChromium()]);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  gallery?.server.close();
});

async function visit<T>(
  name: string,
  options: Parameters<Browser['newContext']>[0],
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(`${gallery.origin}/${name}`);
    return await look(page);
  } finally {
    await context.close();
  }
}

const names = Object.keys(scenes);
const phone = { width: 360, height: 640 };
const laptop = { width: 1366, height: 768 };

describe.each(names)('%s', (name) => {
  it.each([
    ['light', phone],
    ['dark', laptop],
  ] as const)('has no axe violations (%s, %o)', async (colorScheme, viewport) => {
    await visit(name, { colorScheme, viewport }, async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 140)).join(' | ')}`),
      ).toEqual([]);
    });
  });

  it.each([320, 360, 683])('fits %i pixels without sideways scroll', async (width) => {
    const overflow = await visit(name, { viewport: { width, height: 640 } }, (page) =>
      page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
    );
    expect(overflow).toBeLessThanOrEqual(0);
  });

  it('gives the finger 48 pixels for whatever can be pressed', async () => {
    const small = await visit(name, { viewport: phone, hasTouch: true, isMobile: true }, (page) =>
      page.evaluate(() => {
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
      }),
    );
    expect(small).toEqual([]);
  });
});
