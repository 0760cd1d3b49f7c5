/** Every address as nobody, as each wrong role and as another village. */
import { access, staffRoles } from '../../src/lib/domain/roles.ts';
import {
  actionAt,
  findRoutes,
  manifest,
  pathOf,
  rolesFor,
  type Route,
  type RouteRule,
} from '../route-manifest.ts';
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

interface Answered {
  asked: string;
  status: number;
  location: string;
}

/** Opens an address with every method and action that it has. */
async function tryAll(route: Route, path: string, cookie?: string, things: Furniture = ours) {
  const headers: Record<string, string> = cookie ? { cookie } : {};
  const fields = formNaming(things);
  const answers: Answered[] = [];
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

/** Who else knocks at an address, and what all that it can do has to answer them. */
function refusals(route: Route, rule: RouteRule) {
  const path = pathOf(route, rule, ours);
  const ledToTheDoor = (answers: Answered[], who: string) => {
    expect(answers.length).toBeGreaterThan(0);
    for (const { asked, status, location } of answers) {
      expect.soft(status, `${asked} as ${who}`).toBe(303);
      expect.soft(location.split('?')[0], `${asked} as ${who}`).toBe(door(rule));
    }
  };
  return {
    async ofNobody() {
      ledToTheDoor(await tryAll(route, path), 'nobody');
    },

    async ofNobodyByAnySpelling() {
      const escaped = path.replace(/[a-z]/, (c) => `%${c.charCodeAt(0).toString(16)}`);
      for (const spelling of [escaped, path.replace('/', '//'), path.toUpperCase(), `${path}/`])
        expect.soft([303, 308, 404, 405], spelling).toContain((await here.ask(spelling)).status);
      const data = await here.ask(path.replace(/(?=\?|$)/, '/__data.json'));
      expect
        .soft([404, 405].includes(data.status) || /"type":"redirect"/.test(String(data.body)))
        .toBe(true);
    },

    async ofAnotherVillage() {
      const cookie =
        rule.for === 'resident'
          ? await there.cookie({ kind: 'resident', id: theirs.resident })
          : await there.cookie(await there.staff([...rolesFor(rule)]));
      ledToTheDoor(await tryAll(route, path, cookie), 'another village');
    },

    async ofTheOtherKind() {
      const cookie =
        rule.for === 'resident'
          ? await here.cookie(await here.staff([...staffRoles]))
          : await here.cookie({ kind: 'resident', id: ours.resident });
      ledToTheDoor(await tryAll(route, path, cookie), 'the other kind of people');
    },

    async ofWrongRoles() {
      const wrong = staffRoles.filter((role) => !rolesFor(rule).includes(role));
      if (rule.for === 'resident' || wrong.length === 0) return;
      const cookie = await here.cookie(await here.staff(wrong));
      for (const { asked, status } of await tryAll(route, path, cookie))
        expect.soft(status, `${asked} as ${wrong.join(', ')}`).toBe(403);
    },

    async ofActsToWhoMayOnlyOpen() {
      for (const [action, capability] of Object.entries(rule.acts ?? {})) {
        const others = rolesFor(rule).filter((role) => !access[capability].includes(role as never));
        if (others.length === 0) continue;
        const cookie = await here.cookie(await here.staff(others));
        const target = actionAt(path, action);
        const { status } = await here.post(target, formNaming(ours), { headers: { cookie } });
        expect.soft(status, `${target} as ${others.join(', ')}`).toBe(403);
      }
    },

    async ofWhatBelongsToAnotherVillage() {
      const foreign = pathOf(route, rule, theirs);
      // Some are the same in every village.
      if (!rule.path || foreign === path) return;
      const cookie =
        rule.for === 'resident'
          ? await here.cookie({ kind: 'resident', id: ours.resident })
          : await here.cookie(await here.staff([...rolesFor(rule)]));
      for (const { asked, status } of await tryAll(route, foreign, cookie, theirs))
        expect.soft(status, asked).toBe(404);
    },
  };
}

// One test an address, and soft, so that each hole is told.
for (const { route, rule } of listed.filter(({ rule }) => rule.for !== 'anyone'))
  test(`${route.id} is closed to all but those it is for`, async () => {
    for (const refusal of Object.values(refusals(route, rule))) await refusal();
  });
