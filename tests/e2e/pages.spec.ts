/** Every public and resident page: readable by all, light on the line, whole on the smallest phone. */
import { brotliDecompressSync } from 'node:zlib';
import { isPublic } from '../../src/lib/domain/letter-type.ts';
import { shippedTypes } from '../../src/lib/server/letters/index.ts';
import { accessibilityFaults, sidewaysOverflow, smallTargets } from '../ui/page-checks.ts';
import { findRoutes, manifest, pathOf } from '../route-manifest.ts';
import { ask } from './ask.ts';
import { heaviestPage, overBudget, weighVisits } from './budget.ts';
import { expect, test, useVillage } from './world.ts';
import { furnish, type Furniture } from './furnish.ts';

const place = useVillage('Batu Putih');
let samples: Furniture;
test.beforeAll(async () => {
  samples = await furnish(place);
});

const pages = findRoutes().flatMap((route) => {
  const rule = manifest[route.id];
  const open = rule && (rule.for === 'anyone' || rule.for === 'resident');
  return open && route.hasPage && rule.page !== false ? [{ route, rule }] : [];
});

for (const { route, rule } of pages) {
  test.describe(route.id, () => {
    let address: string;
    test.beforeEach(async ({ context }) => {
      address = place.origin + pathOf(route, rule, samples);
      if (rule.for === 'resident')
        await place.signIn(context, { kind: 'resident', id: samples.resident });
    });

    test('is light on the line', async ({ page }) => {
      expect(overBudget(await weighVisits(page, address))).toEqual([]);
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      test(`is readable by all (${colorScheme})`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        const answer = await page.goto(address);
        expect(answer?.status()).toBe(200);
        expect(await page.title()).not.toBe('');
        await expect(page.locator('h1')).toHaveCount(1);
        expect(await accessibilityFaults(page)).toEqual([]);
      });
    }

    test('is whole on a small phone, and at twice the size', async ({ page }) => {
      await page.goto(address);
      expect(await sidewaysOverflow(page)).toBe(0);
      expect(await smallTargets(page)).toEqual([]);
      // 200 % zoom of a 360 px screen leaves 180 CSS pixels.
      await page.setViewportSize({ width: 180, height: 370 });
      expect(await sidewaysOverflow(page)).toBe(0);
    });
  });
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
