/** Every public and resident page: readable by all, light on the line, whole on the smallest phone. */
import { brotliDecompressSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { isPublic } from '../../src/lib/domain/letter-type.ts';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import {
  accessibilityFaults,
  rulesOfColour,
  sidewaysOverflow,
  smallTargets,
} from '../ui/page-checks.ts';
import { findRoutes, manifest, pathOf } from '../route-manifest.ts';
import { ask } from './ask.ts';
import { heaviestPage, overBudget, weighVisits } from './budget.ts';
import { expect, test, useVillage } from './world.ts';
import { furnish, type Furniture } from './furnish.ts';

const place = useVillage('Batu Putih');
let samples: Furniture;
/** One tab of whoever comes, and one of the resident: a browser for each page costs more than the page. */
const tabs = {} as Record<'anyone' | 'resident', Page>;
test.beforeAll(async ({ browser }) => {
  samples = await furnish(place);
  for (const who of ['anyone', 'resident'] as const)
    tabs[who] = await (await browser.newContext()).newPage();
  await place.signIn(tabs.resident.context(), { kind: 'resident', id: samples.resident });
});
test.afterAll(async () => {
  for (const tab of Object.values(tabs)) await tab.context().close();
});

const pages = findRoutes().flatMap((route) => {
  const rule = manifest[route.id];
  const open = rule && (rule.for === 'anyone' || rule.for === 'resident');
  return open && route.hasPage && rule.page !== false ? [{ route, rule }] : [];
});

const phone = { width: 360, height: 740 };

// One visit for all that is asked of a page, and soft, so that each fault is told.
for (const { route, rule } of pages) {
  test(`${route.id} is light, readable by all and whole on a small phone`, async () => {
    const address = place.origin + pathOf(route, rule, samples);
    const page = tabs[rule.for === 'resident' ? 'resident' : 'anyone'];
    if (rule.for === 'anyone') await page.context().clearCookies();
    await page.setViewportSize(phone);
    await page.emulateMedia({ colorScheme: 'light' });
    const { status, ...weighed } = await weighVisits(page, address, byDay, byNight);
    expect(status).toBe(200);
    // It came over the line, not out of what the tab had seen before.
    expect(weighed.first.css).toBeGreaterThan(0);
    // The office's sign-in is for anyone as well, in the office's clothes.
    if (!route.id.startsWith('/kantor')) expect.soft(overBudget(weighed)).toEqual([]);
  });
}

async function byDay(page: Page) {
  expect.soft(await page.title()).not.toBe('');
  await expect.soft(page.locator('h1')).toHaveCount(1);
  expect.soft(await accessibilityFaults(page)).toEqual([]);
  expect.soft(await sidewaysOverflow(page)).toBe(0);
  expect.soft(await smallTargets(page)).toEqual([]);
}

async function byNight(page: Page) {
  await page.emulateMedia({ colorScheme: 'dark' });
  // What can be pressed goes over to its other colour by and by.
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  expect.soft(await accessibilityFaults(page, ...rulesOfColour)).toEqual([]);
  expect.soft(await sidewaysOverflow(page)).toBe(0);
  // 200 % zoom of a 360 px screen leaves 180 CSS pixels.
  await page.setViewportSize({ width: 180, height: 370 });
  expect.soft(await sidewaysOverflow(page)).toBe(0);
}

test('every letter has a light page of its own, with words for all that one sees', async ({
  page,
}) => {
  const { hostname, port } = new URL(place.origin);
  for (const { slug, name } of [...shippedTypes().values()].filter(isPublic)) {
    const { body } = await ask(Number(port), `/layanan/${slug}`, {
      host: hostname,
      headers: { 'accept-encoding': 'br' },
    });
    expect(brotliDecompressSync(body).toString(), slug).toContain(`${name}</h1>`);
    expect(body.length, slug).toBeLessThan(heaviestPage);
  }
  // One that is not asked for from home looks different.
  await page.goto(`${place.origin}/layanan/keterangan-ghaib`);
  await expect(page.getByText('Datang ke kantor desa', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ajukan surat ini' })).toHaveCount(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysOverflow(page)).toBe(0);
});
