import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import {
  createDemoOfficers,
  demoOfficerHints,
  demoOfficers,
  demoResidentHints,
  demoResidents,
  giveCode,
  hashingFigures,
  setDemoPin,
  signInStaff,
} from '../../src/lib/server/access/index.ts';
import { withHasher } from '../../src/lib/server/access/memorised-secret.ts';
import { passwordProblem } from '../../src/lib/domain/password-policy.ts';
import { pinProblem } from '../../src/lib/domain/pin-policy.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import { loadSecrets } from '../../src/lib/server/platform/secrets.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import { makeResident, makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';
import { enter, goodPin, makeHolder } from './people.ts';

const world = useWorld();
let village: VillageContext;
beforeAll(async () => {
  village = await makeVillage();
});

const owner = { villageId: 1, accountId: 'a' };

describe('the stored form', () => {
  test('is argon2id under the stated cost, with the pepper’s version, and never twice the same', async () => {
    const [one, two] = await withHasher(async (h) => [
      await h.hash(owner, goodPin),
      await h.hash(owner, goodPin),
    ]);
    expect(one).toMatch(/^1:\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(two).not.toBe(one);
  });

  test('opens for its own account alone', async () => {
    await withHasher(async (h) => {
      const stored = await h.hash(owner, goodPin);
      expect((await h.verify(owner, stored, goodPin)).ok).toBe(true);
      expect((await h.verify(owner, stored, '000000')).ok).toBe(false);
      expect((await h.verify({ ...owner, accountId: 'b' }, stored, goodPin)).ok).toBe(false);
      expect((await h.verify({ ...owner, villageId: 2 }, stored, goodPin)).ok).toBe(false);
    });
  });

  test('without one, the work is done and nothing matches', async () => {
    const before = hashingFigures().verified;
    const answer = await withHasher((h) => h.verify(owner, undefined, goodPin));
    expect(answer.ok).toBe(false);
    expect(hashingFigures().verified).toBe(before + 1);
  });
});

describe('the pepper can be replaced', () => {
  const folder = mkdtempSync(join(tmpdir(), 'balai-pepper-'));
  let original: typeof world.platform.secrets;
  afterEach(() => {
    world.platform.secrets = original;
    rmSync(folder, { recursive: true, force: true });
  });

  test('old hashes still open, and are made anew under the new pepper at sign-in', async () => {
    original = world.platform.secrets;
    const { id, nik } = await makeHolder(village);
    const file = JSON.parse(readFileSync(join(inject('dataDir'), 'secrets.json'), 'utf8'));
    file.peppers[2] = randomBytes(32).toString('base64');
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify(file));
    world.platform.secrets = loadSecrets(folder);
    await enter(village, nik);
    const { pin_hash } = await withVillage(village.id, (tx) =>
      tx
        .selectFrom('resident_account')
        .select('pin_hash')
        .where('resident_id', '=', id)
        .executeTakeFirstOrThrow(),
    );
    expect(pin_hash).toMatch(/^2:/);
    await enter(village, nik);
  });
});

test('four hash at once and fifty wait; the next is asked to come back (ASVS 6.1.1)', async () => {
  let mostInFlight = 0;
  let release = () => {};
  const held = new Promise<void>((go) => (release = go));
  const one = () =>
    withHasher(async (h) => {
      await held;
      await h.verify(owner, undefined, goodPin);
      mostInFlight = Math.max(mostInFlight, hashingFigures().inFlight);
    });
  const crowd = Array.from({ length: 54 }, one);
  const turnedAway = await one().catch((error: Refusal) => error);
  expect(turnedAway).toMatchObject({ kind: 'busy', retryAfter: 5 });
  release();
  await Promise.all(crowd);
  expect(mostInFlight).toBe(4);
  expect(hashingFigures()).toMatchObject({ inFlight: 0, queued: 0 });
  await one();
});

describe('accounts with known secrets (ASVS 6.3.2)', () => {
  afterEach(() => {
    world.platform.config.demo = false;
  });

  test('are neither made nor shown outside the demonstration', async () => {
    const { id } = await makeResident(village.id);
    await expect(
      withVillage(village.id, (tx) => setDemoPin(tx, village.id, id, goodPin)),
    ).rejects.toThrow(/demonstration only/);
    await expect(
      withVillage(village.id, (tx) => createDemoOfficers(tx, village.id)),
    ).rejects.toThrow(/demonstration only/);
    expect(demoResidentHints()).toEqual([]);
    expect(demoOfficerHints()).toEqual([]);
  });

  test('let in as the demonstration’s sign-in page says', async () => {
    world.platform.config.demo = true;
    const place = await makeVillage('Batu Putih');
    await withVillage(place.id, (tx) => createDemoOfficers(tx, place.id));
    for (const demo of demoOfficers) {
      expect(demoOfficerHints().find((h) => h.username === demo.username)?.code).toMatch(/^\d{6}$/);
      expect(
        passwordProblem(demo.password, { username: demo.username, villageName: place.name }),
      ).toBeUndefined();
    }
    const { username, password } = demoOfficers[0]!;
    const browser = new Browser(place);
    await signInStaff(browser, { username, password });
    await giveCode(browser, demoOfficerHints()[0]!.code);
    expect((await browser.visitor('kantor')).kind).toBe('staff');
    for (const demo of demoResidents) {
      expect(pinProblem(demo.pin, demo)).toBeUndefined();
      const { id } = await makeResident(place.id, { nik: demo.nik, name: demo.name });
      await withVillage(place.id, (tx) => setDemoPin(tx, place.id, id, demo.pin));
      await enter(place, demo.nik, demo.pin);
    }
  });
});
