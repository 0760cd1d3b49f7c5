import { expect, test } from 'vitest';
import { helpAddress, helpPages } from '../../src/routes/kantor/panduan/help-pages.ts';
import { findRoutes, manifest } from '../route-manifest.ts';

const addresses = findRoutes().map(({ id }) => id.replace(/\/\([^)]*\)/g, ''));

test('every page of the office has a page of the guide', () => {
  const without = Object.entries(manifest)
    .filter(([id, { page }]) => id.startsWith('/kantor') && page !== false)
    .map(([id]) => id)
    .filter((id) => helpAddress(id) === '/kantor/panduan');
  // Signing in, and proving again who one is, explain themselves.
  expect(without.filter((id) => !/^\/kantor\/(masuk|bukti|ganti-sandi)/.test(id))).toEqual([]);
});

test('the guide is about what is there, and each page of it is reached', () => {
  const covered = helpPages.flatMap(({ covers }) => covers);
  expect(covered.filter((path) => !addresses.some((id) => id.startsWith(path)))).toEqual([]);
  expect(new Set(covered).size).toBe(covered.length);
  expect(new Set(helpPages.map(({ slug }) => slug)).size).toBe(helpPages.length);
  for (const { slug, covers } of helpPages)
    expect(covers.map(helpAddress)).toContain(`/kantor/panduan/${slug}`);
});

test('the nearest address helps', () => {
  expect(helpAddress('/kantor')).toBe('/kantor/panduan/beranda');
  expect(helpAddress('/kantor/penduduk/123/ubah')).toBe('/kantor/panduan/penduduk');
  expect(helpAddress('/kantor/pengaturan/penanda-tangan')).toBe('/kantor/panduan/tanda-tangan');
  expect(helpAddress('/kantor/surat/masuk')).toBe('/kantor/panduan/surat');
});
