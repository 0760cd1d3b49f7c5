/** No page leads into the void: every address written in a page or component is a route. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findRoutes } from '../route-manifest.ts';

const root = join(import.meta.dirname, '../..');

/** Addresses of this site in the markup: href, action and the like; what is computed stands as one part. */
function addressesIn(source: string): string[] {
  return [
    ...source.matchAll(/(?:href|action|Href|Action)\s*[=:]\s*(?:\{\s*)?["'`](\/[^"'`]*)["'`]/g),
  ].map(([, address]) =>
    address!
      .replace(/\$?\{[^{}]*\}/g, 'x')
      .replace(/[?#].*$/, '')
      .replace(/(.)\/$/, '$1'),
  );
}

const pages = ['src/routes/(public)', 'src/lib/ui'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'))
    .map((name) => join(folder, name)),
);

const routes = findRoutes().map(
  ({ id }) =>
    new RegExp(
      `^${
        id
          .replace(/\/\([^)]*\)/g, '')
          .replace(/[.]/g, '\\.')
          .replace(/\[[^\]]*\]/g, '[^/]+') || '/'
      }$`,
    ),
);

it('finds the addresses in the pages', () => {
  expect(addressesIn('<a href="/layanan/{letter.slug}#x">')).toEqual(['/layanan/x']);
  expect(addressesIn("{ href: '/kantor' } action={`/a/${b}?/c`}")).toEqual(['/kantor', '/a/x']);
  expect(pages.length).toBeGreaterThan(50);
});

it.each(pages.map((path) => [path, addressesIn(readFileSync(join(root, path), 'utf8'))] as const))(
  '%s leads to what exists',
  (_, addresses) => {
    const lost = addresses.filter(
      (address) =>
        !routes.some((route) => route.test(address)) && !existsSync(join(root, 'static', address)),
    );
    expect(lost).toEqual([]);
  },
);
