import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import { findHalfwayOfficer, giveCode } from '../../src/lib/server/access/index.ts';
import { presentCode } from '../../src/lib/server/access/totp.ts';
import { verifyChain } from '../../src/lib/server/audit/index.ts';
import { log, withVillage } from '../../src/lib/server/platform/index.ts';
import { announceSetUp, setUp, type TypedSetUp } from '../../src/lib/server/set-up.ts';
import {
  anyVillage,
  findRegion,
  findVillage,
  foundVillage,
  searchRegions,
  type VillageContext,
} from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import { useWorld } from '../world.ts';
import { trail } from './people.ts';

useWorld();

const warn = vi.spyOn(log, 'warn');
let token: string;
beforeEach(async () => {
  warn.mockClear();
  await announceSetUp();
  const said = warn.mock.calls[0]?.[0] as { kode_pasang: string } | undefined;
  token = said?.kode_pasang ?? '';
});
afterEach(() => void warn.mockClear());

const typed = (): TypedSetUp => ({
  token,
  region: '52.07.02.2015',
  kind: 'Desa',
  name: 'Rahmat Hidayat',
  username: 'rahmat',
  password: 'pohon kelapa menari sore',
  repeated: 'pohon kelapa menari sore',
});
const stranger = () => new Browser(undefined as unknown as VillageContext);
const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );

describe('the list of regions', () => {
  test('finds a village by its name, narrowed by district or regency', async () => {
    const { found } = await searchRegions('Batu  PUTIH taliwang', { urban: false });
    expect(found).toEqual([
      {
        code: '52.07.02.2015',
        kind: 'Desa',
        name: 'Batu Putih',
        district: 'Taliwang',
        regency: 'Kabupaten Sumbawa Barat',
        province: 'Nusa Tenggara Barat',
        timeZone: 'Asia/Makassar',
      },
    ]);
  });

  test('puts the exact name first, and says when there are more than it shows', async () => {
    const { found, more } = await searchRegions('sidomulyo', { urban: false });
    expect(more).toBe(true);
    expect(found).toHaveLength(60);
    expect(found.every((r) => r.name === 'Sidomulyo')).toBe(true);
  });

  test('leaves out kelurahan unless asked for', async () => {
    const words = 'menala taliwang';
    expect((await searchRegions(words, { urban: false })).found).toEqual([]);
    expect((await searchRegions(words, { urban: true })).found[0]).toMatchObject({
      kind: 'Kelurahan',
    });
  });

  test.each(['', 'ab', '%%%%', 'tidakadadesainisamasekali'])('%j finds nothing', async (words) => {
    expect((await searchRegions(words, { urban: true })).found).toEqual([]);
  });

  test.each(['', '52.07.02.9999', "'; drop table village; --"])('%j is no code', async (code) => {
    expect(await findRegion(code)).toBeUndefined();
  });
});

describe('setting up', () => {
  test.each([
    ['without the word from the log', () => ({ token: '' }), 'pasang'],
    ['with a guessed word', () => ({ token: 'abcde-abcde-abcde' }), 'pasang'],
    ['without a name', () => ({ name: '' }), 'nama'],
    ['with a common password', () => ({ password: 'indonesia1234' }), 'sandi'],
    [
      'with the village’s name in the password',
      () => ({ password: 'di batu putih saja' }),
      'sandi',
    ],
    ['with a mistyped password', () => ({ repeated: 'lain' }), 'ulangi-sandi'],
    ['with an impossible username', () => ({ username: 'a b' }), 'nama-pengguna'],
  ])('%s is refused, and nothing is founded', async (_, wrong, field) => {
    const answer = await refused(setUp(stranger(), { ...typed(), ...wrong() }));
    expect(answer).toMatchObject({ kind: 'invalid' });
    expect(Object.keys(answer!.fields)).toEqual([field]);
    expect(await anyVillage()).toBe(false);
  });

  test('founds the village with its admin, certificate, phrases and trail; and only once', async () => {
    const browser = stranger();
    await setUp(browser, typed());
    const village = await findVillage('localhost');
    expect(village).toMatchObject({ regionCode: '52.07.02.2015', timeZone: 'Asia/Makassar' });

    const atDoor = browser.copy();
    Object.assign(atDoor, { village });
    const officer = await findHalfwayOfficer(atDoor);
    expect(officer?.name).toBe('Rahmat Hidayat');
    await giveCode(atDoor, presentCode(officer!.setup!.secret));
    expect(await atDoor.visitor('kantor')).toMatchObject({
      kind: 'staff',
      roles: ['admin', 'operator'],
      mustChangePassword: false,
    });

    const [certificates, phrases] = await withVillage(village!.id, async (tx) => [
      await tx.selectFrom('signing_certificate').select('subject').execute(),
      await tx.selectFrom('kept_phrase').select('id').execute(),
    ]);
    expect(certificates).toHaveLength(1);
    expect(phrases.length).toBeGreaterThan(3);
    expect(await trail(village!, 'village.found')).toHaveLength(1);
    expect(await trail(village!, 'access.add-staff')).toHaveLength(1);
    expect((await verifyChain(village!.id)).ok).toBe(true);

    // The word is used up, and the database itself refuses a second founding.
    expect((await refused(setUp(stranger(), typed())))?.fields.pasang).toBeTruthy();
    await announceSetUp();
    expect(warn).toHaveBeenCalledTimes(1);
    const region = await findRegion('52.07.02.2014');
    expect(
      await refused(foundVillage(region!, { kind: 'system', name: 'Uji' }, async () => {})),
    ).toMatchObject({
      kind: 'conflict',
    });
  });
});
