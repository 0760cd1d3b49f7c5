/** Every address with nonsense in its place, in its question and in its forms. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { staffRoles } from '../../src/lib/domain/roles.ts';
import { actionAt, findRoutes, manifest, pathOf, type Route } from '../route-manifest.ts';
import { furnish, type Furniture } from './furnish.ts';
import { expect, test, useVillage } from './world.ts';

const here = useVillage('Sini');
let ours: Furniture;
test.beforeAll(async () => {
  ours = await furnish(here);
});

const nonsense = [
  'x',
  '0',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  '01976f2e-zzzz',
  "' or 1=1 --",
  '../../../../etc/passwd',
  '%00',
  '%',
  '%E0%A4%A',
  '%ff%fe',
  '%F0%9F%98%80',
  '<script>alert(1)</script>',
  '\u202e',
  'a'.repeat(5000),
  '9'.repeat(400),
];

/** Encodes what a line of HTTP cannot hold; what is an escape already, broken or not, stays. */
const onTheLine = (text: string) => text.replace(/[^\x21-\x7e]|[<>"#?]/gu, encodeURIComponent);

/** What a form may hold: an escape in it is a word like any other. */
const inForms = [...nonsense.filter((junk) => !junk.includes('%')), '%00', 'NUL \0 in it'];

/** The code of a page or file itself. */
const sourceOf = (route: Route) =>
  ['+page.server.ts', '+page.svelte', '+server.ts']
    .map((file) => join('src/routes', route.id, file))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join();

/** Names that the code asks an address or a form for. */
const namesIn = (source: string) =>
  [...source.matchAll(/\b(?:get|getAll|has|asked|text)\('([\w-]+)'\)/g)].map(([, name]) => name!);

/** Names that the page's forms send. */
const namesOn = (page: string) => [...page.matchAll(/ name="([^"]+)"/g)].map(([, name]) => name!);

/** As many of the names as may all hold the same: a line of HTTP has room for so much, a form is read. */
const roomFor = (room: number, names: Set<string>, junk: string) =>
  [...names].slice(0, Math.ceil(room / junk.length));

const common = ['id', 'nik', 'nama', 'tanggal', 'halaman', 'berkas', 'kode', 'aksi'];

for (const route of findRoutes()) {
  const rule = manifest[route.id]!;
  test(`${route.id} answers nonsense with sense`, async () => {
    const cookie =
      rule.for === 'anyone'
        ? undefined
        : rule.for === 'resident'
          ? await here.cookie({ kind: 'resident', id: ours.resident })
          : await here.cookie(await here.staff([...staffRoles]));
    const headers: Record<string, string> = cookie ? { cookie } : {};
    const proper = pathOf(route, rule, ours);
    const source = sourceOf(route);
    const asking = (pairs: string[]) =>
      `${proper}${proper.includes('?') ? '&' : '?'}${pairs.join('&')}`;

    const paths = nonsense.flatMap((junk) => {
      const filled = rule.path?.(
        new Proxy(ours, { get: () => onTheLine(junk).replaceAll('/', '%2F') }),
      );
      return filled ? [filled] : [];
    });
    if (/\burl\b|searchParams/.test(source)) {
      const names = new Set([...namesIn(source), 'q', 'halaman']);
      for (const junk of nonsense.map(onTheLine)) {
        const asked = roomFor(8000, names, junk);
        paths.push(asking([...asked.map((name) => `${name}=${junk}`), `${junk}=1`]));
      }
    } else
      paths.push(asking(nonsense.map(onTheLine).flatMap((junk) => [`q=${junk}`, `${junk}=1`])));
    // Some at once: what only reads does not mind, and the server and its database need not take turns.
    while (paths.length > 0)
      await Promise.all(
        paths.splice(0, 4).map(async (path) => {
          const answer = await here.ask(path, { headers });
          expect(answer.status, `GET ${path.slice(0, 200)}`).toBeLessThan(500);
        }),
      );

    const targets = [
      ...route.actions.map((action) => (action === 'default' ? proper : actionAt(proper, action))),
      ...(route.methods.includes('POST') ? [proper] : []),
    ];
    if (targets.length === 0) return;
    const page = (await here.ask(proper, { headers })).body.toString();
    const names = new Set([...namesOn(page), ...namesIn(source), ...common]);
    for (const target of targets)
      for (const junk of inForms) {
        const asked = roomFor(40_000, names, junk);
        const fields = Object.fromEntries(asked.map((name) => [name, junk]));
        const answer = await here.post(target, fields, { headers });
        expect(answer.status, `POST ${target} ${junk.slice(0, 40)}`).toBeLessThan(500);
      }
  });
}

test('nonsense at any address is not found, or led to a door', async () => {
  for (const root of ['', '/layanan-mandiri', '/kantor', '/berita'])
    for (const junk of nonsense) {
      const path = `${root}/${onTheLine(junk)}`;
      const { status } = await here.ask(path);
      expect([303, 308, 400, 404, 414, 431], path.slice(0, 100)).toContain(status);
    }
});
