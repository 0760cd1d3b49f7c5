/** The design system on its own: every scene readable, reachable and within the smallest screen. */
import type { Browser, Page } from '@playwright/test';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser.ts';
import { scenes, serveGallery } from './gallery.ts';
import { accessibilityFaults, sidewaysOverflow, smallTargets } from './page-checks.ts';

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
    const faults = await visit(name, { colorScheme, viewport }, accessibilityFaults);
    expect(faults).toEqual([]);
  });

  it.each([180, 320, 360, 683])('fits %i pixels without sideways scroll', async (width) => {
    const viewport = { width, height: 640 };
    expect(await visit(name, { viewport }, sidewaysOverflow)).toBe(0);
  });

  it('gives the finger 48 pixels for whatever can be pressed', async () => {
    const options = { viewport: phone, hasTouch: true, isMobile: true };
    expect(await visit(name, options, smallTargets)).toEqual([]);
  });
});
