import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { test as base, type Browser, type BrowserContext, type Page } from '@playwright/test';
import type { Insertable } from 'kysely';
import type { StaffRole } from '../../src/lib/domain/roles.ts';
import { completeSession, openSession, termsVersion } from '../../src/lib/server/access/index.ts';
import {
  now,
  readConfig,
  startPlatform,
  stopPlatform,
  withVillage,
  type DB,
} from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser as SignedInBrowser } from '../callers.ts';
import { makeResident, makeStaff, makeVillage } from '../factories.ts';
import { ask, post, type Answer, type Question } from './ask.ts';

/** For what the office looks at. */
export const officeScreen = { viewport: { width: 1366, height: 768 } } as const;
/** The one that playwright.config.ts gives. */
const phone = {};

/** A browser that {@link Place.pageOf} opened. For a new one Chromium starts two processes. */
interface Tab {
  page: Page;
  origin: string;
  screen: object;
  viewport: ReturnType<Page['viewportSize']>;
  taken: boolean;
}
let tabs: Tab[] = [];

/** Makes a browser of a test that is over anew for the next; what cannot be made anew is closed. */
async function giveBack(tab: Tab) {
  const { page, origin, viewport } = tab;
  tab.taken = false;
  try {
    page.removeAllListeners();
    await page.waitForLoadState();
    if (page.url().startsWith(`${origin}/`)) await page.evaluate(() => localStorage.clear());
    await page.context().clearCookies();
    if (viewport) await page.setViewportSize(viewport);
  } catch {
    await page.context().close();
  }
}

async function openTab(browser: Browser, origin: string, screen: object): Promise<Page> {
  const context = await browser.newContext({ ...screen, baseURL: origin });
  const page = await context.newPage();
  tabs.push({ page, origin, screen, viewport: page.viewportSize(), taken: true });
  return page;
}

/** The test process stands on the same database and files as the server that it visits. */
export const test = base.extend<{ ending: void }, { house: void }>({
  ending: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures here.
    async ({}, use) => {
      await use();
      await Promise.all(tabs.filter(({ taken }) => taken).map(giveBack));
    },
    { auto: true },
  ],
  house: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures here.
    async ({}, use) => {
      await startPlatform(readConfig(), {
        migrationsDir: join(import.meta.dirname, '../../migrations'),
        leaveRunning: true,
        poolSize: 4,
      });
      await use();
      await stopPlatform();
    },
    { scope: 'worker', auto: true },
  ],
});
export { expect } from '@playwright/test';

/** Who a browser is signed in as. */
export type Person = { kind: 'resident' | 'staff'; id: string };

/** One village of its own for a test file, by its own host name. */
export interface Place {
  village: VillageContext;
  host: string;
  port: number;
  origin: string;
  /** A person on the register with an account whose PIN is changed and terms are accepted. */
  resident(values?: Partial<Insertable<DB['resident']>>): Promise<Person & { name: string }>;
  /** A person on the register without an account. */
  newcomer(values?: Partial<Insertable<DB['resident']>>): Promise<{ id: string; name: string }>;
  /** Gives a person on the register such an account. */
  activate(residentId: string): Promise<void>;
  staff(
    roles: StaffRole[],
    values?: Partial<Insertable<DB['staff_account']>>,
  ): Promise<Person & { name: string }>;
  /** The cookie header of a fresh session. */
  cookie(person: Person): Promise<string>;
  /** Signs the browser in, without the sign-in page. */
  signIn(context: BrowserContext, person: Person): Promise<void>;
  /** A browser of their own for this person, on the screen they would have, until the test is over. */
  pageOf(browser: Browser, person?: Person): Promise<Page>;
  ask(path: string, question?: Question): Promise<Answer>;
  post(path: string, fields: Record<string, string>, question?: Question): Promise<Answer>;
}

/** Founds a village before the tests of this file. */
export function useVillage(name?: string): Place {
  const place = {} as Place;
  test.beforeAll(async () => {
    Object.assign(place, await foundPlace(name));
  });
  return place;
}

/** Founds a village on a host name that no test used before. */
export async function foundPlace(name?: string): Promise<Place> {
  const port = Number(process.env.BALAI_E2E_PORT);
  const host = `d${randomBytes(5).toString('hex')}.localhost`;
  const village = await makeVillage(name, host);
  const origin = `http://${host}:${port}`;

  const token = async (person: Person) => {
    const browser = new SignedInBrowser(village, '127.0.0.1');
    await withVillage(village.id, async (tx) => {
      const id = await openSession(tx, browser, { kind: person.kind, personId: person.id });
      if (person.kind === 'staff') await completeSession(tx, browser, id);
    });
    const [name, value] = [...browser.kept][0]!;
    return { name, value };
  };

  const signIn = async (context: BrowserContext, person: Person) => {
    const { name, value } = await token(person);
    await context.addCookies([{ name, value, url: origin, httpOnly: true, sameSite: 'Lax' }]);
  };

  return {
    village,
    host,
    port,
    origin,
    async resident(values) {
      const { id, name } = await makeResident(village.id, values);
      await activateAccount(village.id, id);
      return { kind: 'resident', id, name };
    },
    newcomer: (values) => makeResident(village.id, values),
    activate: (residentId) => activateAccount(village.id, residentId),
    async staff(roles, values) {
      const { id, name } = await makeStaff(village.id, roles, values);
      return { kind: 'staff', id, name };
    },
    async cookie(person) {
      const { name, value } = await token(person);
      return `${name}=${value}`;
    },
    signIn,
    async pageOf(browser, person) {
      const screen = person?.kind === 'staff' ? officeScreen : phone;
      // Those of another village are of a file that is over.
      const over = tabs.filter((tab) => !tab.taken && tab.origin !== origin);
      await Promise.all(over.map(({ page }) => page.context().close()));
      tabs = tabs.filter((tab) => !tab.page.isClosed());
      const spare = tabs.find((tab) => !tab.taken && tab.screen === screen);
      const page = spare?.page ?? (await openTab(browser, origin, screen));
      if (spare) spare.taken = true;
      if (person) await signIn(page.context(), person);
      return page;
    },
    ask: (path, question) => ask(port, path, { host, ...question }),
    post: (path, fields, question) => post(port, path, fields, { host, ...question }),
  };
}

/** A hash that no PIN has: these people sign in by the fixture. */
const noPin = `1:$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

async function activateAccount(villageId: number, residentId: string) {
  await withVillage(villageId, (tx) =>
    tx
      .insertInto('resident_account')
      .values({
        village_id: villageId,
        resident_id: residentId,
        pin_hash: noPin,
        issued_at: now(),
        state: 'active',
        terms_version: termsVersion,
        terms_accepted_at: now(),
      })
      .execute(),
  );
}
