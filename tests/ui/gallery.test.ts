/** The design system on its own: every scene readable, reachable and within the smallest screen. */
import type { Browser, Page } from '@playwright/test';
import type { Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from './browser.ts';
import { scenes, serveGallery } from './gallery.ts';
import { accessibilityFaults, sidewaysOverflow, smallTargets } from './page-checks.ts';

const phone = { width: 360, height: 640 };
const laptop = { width: 1366, height: 768 };
/** The screens on which the scenes are looked at, each opened once. */
const screens = {
  'light phone': { colorScheme: 'light', viewport: phone },
  'dark laptop': { colorScheme: 'dark', viewport: laptop },
  touch: { viewport: phone, hasTouch: true, isMobile: true },
} as const;
type Screen = keyof typeof screens;

let gallery: { origin: string; server: Server };
let browser: Browser;
const pages = {} as Record<Screen, Page>;

beforeAll(async () => {
  [gallery, browser] = await Promise.all([serveGallery(), launchChromium()]);
  for (const screen of Object.keys(screens) as Screen[])
    pages[screen] = await (await browser.newContext(screens[screen])).newPage();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  gallery?.server.close();
});

async function visit(screen: Screen, name: string): Promise<Page> {
  await pages[screen].goto(`${gallery.origin}/${name}`);
  return pages[screen];
}

describe.each(Object.keys(scenes))('%s', (name) => {
  it.each(['light phone', 'dark laptop'] as const)('has no axe violations (%s)', async (screen) => {
    expect(await accessibilityFaults(await visit(screen, name))).toEqual([]);
  });

  it('fits 180, 320, 360 and 683 pixels without sideways scroll', async () => {
    const page = await visit('dark laptop', name);
    const wider: Record<number, number> = {};
    for (const width of [180, 320, 360, 683]) {
      await page.setViewportSize({ width, height: 640 });
      wider[width] = await sidewaysOverflow(page);
    }
    await page.setViewportSize(laptop);
    expect(wider).toEqual({ 180: 0, 320: 0, 360: 0, 683: 0 });
  });

  it('gives the finger 48 pixels for whatever can be pressed', async () => {
    expect(await smallTargets(await visit('touch', name))).toEqual([]);
  });
});
