/** Every address as nobody, as each wrong role, as another village, and with nonsense. */
import { access, staffRoles } from '../../src/lib/domain/roles.ts';
import { findRoutes, manifest, pathOf, rolesFor, type RouteRule } from '../route-manifest.ts';
import { furnish, type Furniture } from './furnish.ts';
import { expect, foundPlace, test, useVillage, type Place } from './world.ts';

const here = useVillage('Sini');
let there: Place;
let ours: Furniture;
let theirs: Furniture;
test.beforeAll(async () => {
  there = await foundPlace('Sana');
  ours = await furnish(here);
  theirs = await furnish(there);
});

const routes = findRoutes();

test('every route is in the manifest, and nothing else is', () => {
  expect(Object.keys(manifest).sort()).toEqual(routes.map((r) => r.id).sort());
});

const listed = routes.flatMap((route) => {
  const rule = manifest[route.id];
  return rule ? [{ route, rule }] : [];
});

/** A form that names things of a village and is otherwise filled with reason. */
const formNaming = (things: Furniture) => ({
  id: String(things.sentId),
  versi: String(things.sentVersion),
  alasan: 'Alasan yang cukup panjang.',
  pengambil: 'Siti Aminah',
  pengenal: '0197b1c2-1111-7000-8000-000000000000',
  kunci: crypto.randomUUID(),
  usulan: crypto.randomUUID(),
  kalimat: crypto.randomUUID(),
});

/** Where a form of a page is sent to. */
const actionAt = (path: string, action: string) =>
  `${path}${path.includes('?') ? '&' : '?'}/${action}`;

/** Opens an address with every method and action that it has. */
async function tryAll(
  route: (typeof routes)[number],
  path: string,
  cookie?: string,
  things: Furniture = ours,
) {
  const headers: Record<string, string> = cookie ? { cookie } : {};
  const fields = formNaming(things);
  const answers: { asked: string; status: number; location: string }[] = [];
  const note = (asked: string, a: { status: number; headers: { location?: string } }) =>
    answers.push({ asked, status: a.status, location: a.headers.location ?? '' });
  if (route.hasPage || route.methods.includes('GET'))
    note(`GET ${path}`, await here.ask(path, { headers }));
  for (const action of route.actions) {
    const target = action === 'default' ? path : actionAt(path, action);
    note(`POST ${target}`, await here.post(target, fields, { headers }));
  }
  if (route.methods.includes('POST'))
    note(`POST ${path}`, await here.post(path, fields, { headers }));
  return answers;
}

const door = (rule: RouteRule) =>
  rule.for === 'resident' ? '/layanan-mandiri/masuk' : '/kantor/masuk';

function expectLedToTheDoor(rule: RouteRule, answers: Awaited<ReturnType<typeof tryAll>>) {
  expect(answers.length).toBeGreaterThan(0);
  for (const { asked, status, location } of answers) {
    expect(status, asked).toBe(303);
    expect(location.split('?')[0], asked).toBe(door(rule));
  }
}

for (const { route, rule } of listed.filter(({ rule }) => rule.for !== 'anyone')) {
  test.describe(route.id, () => {
    test('is closed to nobody', async () => {
      expectLedToTheDoor(rule, await tryAll(route, pathOf(route, rule, ours)));
    });

    test('is closed to nobody by any spelling', async () => {
      const path = pathOf(route, rule, ours);
      const escaped = path.replace(/[a-z]/, (c) => `%${c.charCodeAt(0).toString(16)}`);
      for (const spelling of [escaped, path.replace('/', '//'), path.toUpperCase(), `${path}/`])
        expect([303, 308, 404, 405], spelling).toContain((await here.ask(spelling)).status);
      const data = await here.ask(path.replace(/(?=\?|$)/, '/__data.json'));
      expect([404, 405].includes(data.status) || /"type":"redirect"/.test(String(data.body))).toBe(
        true,
      );
    });

    test('is closed to people of another village', async () => {
      const cookie =
        rule.for === 'resident'
          ? await there.cookie({ kind: 'resident', id: theirs.resident })
          : await there.cookie(await there.staff([...rolesFor(rule)]));
      expectLedToTheDoor(rule, await tryAll(route, pathOf(route, rule, ours), cookie));
    });

    test('is closed to the other kind of people', async () => {
      const cookie =
        rule.for === 'resident'
          ? await here.cookie(await here.staff([...staffRoles]))
          : await here.cookie({ kind: 'resident', id: ours.resident });
      expectLedToTheDoor(rule, await tryAll(route, pathOf(route, rule, ours), cookie));
    });

    const wrong = staffRoles.filter((role) => !rolesFor(rule).includes(role));
    if (rule.for !== 'resident' && wrong.length > 0) {
      test(`is closed to ${wrong.join(', ')}`, async () => {
        const cookie = await here.cookie(await here.staff(wrong));
        for (const { asked, status } of await tryAll(route, pathOf(route, rule, ours), cookie))
          expect(status, asked).toBe(403);
      });
    }

    for (const [action, capability] of Object.entries(rule.acts ?? {})) {
      const others = rolesFor(rule).filter((role) => !access[capability].includes(role as never));
      if (others.length === 0) continue;
      test(`${action} is refused to ${others.join(', ')}`, async () => {
        const cookie = await here.cookie(await here.staff(others));
        const target = actionAt(pathOf(route, rule, ours), action);
        const { status } = await here.post(target, formNaming(ours), { headers: { cookie } });
        expect(status).toBe(403);
      });
    }

    if (rule.path) {
      test('does not know what belongs to another village', async () => {
        const foreign = pathOf(route, rule, theirs);
        test.skip(foreign === pathOf(route, rule, ours), 'The same in every village.');
        const cookie =
          rule.for === 'resident'
            ? await here.cookie({ kind: 'resident', id: ours.resident })
            : await here.cookie(await here.staff([...rolesFor(rule)]));
        for (const { asked, status } of await tryAll(route, foreign, cookie, theirs))
          expect(status, asked).toBe(404);
      });
    }
  });
}

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

for (const { route, rule } of listed) {
  test(`${route.id} answers nonsense with sense`, async () => {
    const cookie =
      rule.for === 'anyone'
        ? undefined
        : rule.for === 'resident'
          ? await here.cookie({ kind: 'resident', id: ours.resident })
          : await here.cookie(await here.staff([...staffRoles]));
    const headers: Record<string, string> = cookie ? { cookie } : {};
    const proper = pathOf(route, rule, ours);
    const paths = nonsense.flatMap((junk) => {
      const filled = rule.path?.(
        new Proxy(ours, { get: () => onTheLine(junk).replaceAll('/', '%2F') }),
      );
      return [...(filled ? [filled] : []), `${proper}?q=${onTheLine(junk)}&${onTheLine(junk)}=1`];
    });
    // Some at once: what only reads does not mind, and the server and its database need not take turns.
    while (paths.length > 0)
      await Promise.all(
        paths.splice(0, 4).map(async (path) => {
          const answer = await here.ask(path, { headers });
          expect(answer.status, `GET ${path.slice(0, 200)}`).toBeLessThan(500);
        }),
      );
    for (const action of route.actions) {
      const target = action === 'default' ? proper : actionAt(proper, action);
      for (const junk of [...nonsense, 'NUL \0 in it']) {
        const fields = Object.fromEntries(
          ['id', 'nik', 'nama', 'tanggal', 'halaman', 'berkas', 'kode', 'aksi'].map((n) => [
            n,
            junk,
          ]),
        );
        const answer = await here.post(target, fields, { headers });
        expect(answer.status, `POST ${target} ${junk.slice(0, 40)}`).toBeLessThan(500);
      }
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
