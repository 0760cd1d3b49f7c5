import { beforeAll, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import { staffRoles } from '../../src/lib/domain/roles.ts';
import {
  addStaff,
  addStaffByCommand,
  changeStaff,
  endStaffSessions,
  findHalfwayOfficer,
  getStaffDetail,
  giveCode,
  listStaff,
  resetSecondFactor,
  resetStaffByCommand,
  resetStaffPassword,
  setStaffActive,
  signInStaff,
} from '../../src/lib/server/access/index.ts';
import { presentCode } from '../../src/lib/server/access/totp.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { Browser } from '../callers.ts';
import { makeResident, makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { enterOffice, goodPassword, makeOfficer, trail } from './people.ts';

const world = useWorld();
let village: VillageContext;
let admin: ReturnType<typeof staffVisitor>;
beforeAll(async () => {
  village = await makeVillage();
  admin = staffVisitor(await makeStaff(village.id, ['admin']));
});

const minute = 60_000;
const fresh = () => ({ ...admin, provedAt: world.clock.now() });
const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );
const typed = {
  name: 'Budi Santoso',
  position: 'Kaur Umum',
  employeeNo: '',
  roles: ['operator'],
  signs: false,
  nik: '',
};
const signIn = (username: string, password: string, browser = new Browser(village)) =>
  signInStaff(browser, { username, password });

describe('an officer who is added', () => {
  test('gets a random password for a day, sets up the second factor, must change (ASVS 6.4.1)', async () => {
    const made = await addStaff(village.id, fresh(), { ...typed, username: 'Budi' });
    expect(made.username).toBe('budi');
    expect(made.password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    const browser = new Browser(village);
    expect(await signIn('budi', made.password, browser)).toBe('enrol');
    const setup = (await findHalfwayOfficer(browser))?.setup;
    await giveCode(browser, presentCode(setup!.secret));
    expect(await browser.visitor('kantor')).toMatchObject({
      mustChangePassword: true,
      roles: ['operator'],
      position: 'Kaur Umum',
    });
    const [event] = await trail(village, 'access.add-staff');
    expect(event).toMatchObject({ actor_id: admin.staffId, details: { username: 'budi' } });
    expect(JSON.stringify(event)).not.toContain(made.password);
  });

  test.each([
    ['no name', { name: ' ' }, 'nama'],
    ['no post', { position: '' }, 'jabatan'],
    ['no role', { roles: [] }, 'peran'],
    ['an invented role', { roles: ['raja'] }, 'peran'],
    ['a username with a space', { username: 'budi s' }, 'nama-pengguna'],
    ['a NIK that is not on the register', { nik: '5207020101010009' }, 'nik'],
    ['half a NIK', { nik: '520702' }, 'nik'],
  ])('is refused with %s', async (_, wrong, field) => {
    const answer = await refused(
      addStaff(village.id, fresh(), { ...typed, username: `u${Math.random()}`, ...wrong }),
    );
    expect(answer).toMatchObject({ kind: 'invalid' });
    expect(Object.keys(answer!.fields)).toEqual([field]);
  });

  test('does not take a name in use', async () => {
    await addStaff(village.id, fresh(), { ...typed, username: 'kembar' });
    const answer = await refused(addStaff(village.id, fresh(), { ...typed, username: 'KEMBAR' }));
    expect(answer?.fields['nama-pengguna']).toMatch(/sudah dipakai/);
  });

  test('is tied to the resident that they are', async () => {
    const { nik, id } = await makeResident(village.id);
    const made = await addStaff(village.id, fresh(), { ...typed, username: 'warga', nik });
    const browser = new Browser(village);
    await signIn('warga', made.password, browser);
    await giveCode(browser, presentCode((await findHalfwayOfficer(browser))!.setup!.secret));
    expect(await browser.visitor('kantor')).toMatchObject({ residentId: id });
  });
});

describe('an officer', () => {
  test('whose password is reset is out at once, and the old password is worth nothing (ASVS 6.4.6)', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser } = await enterOffice(village, officer);
    const made = await resetStaffPassword(village.id, fresh(), officer.id);
    expect((await browser.visitor('kantor')).kind).toBe('nobody');
    expect(await refused(signIn(officer.username, goodPassword))).toMatchObject({
      kind: 'invalid',
    });
    expect(await signIn(officer.username, made.password)).toBe('code');
    expect((await getStaffDetail(village.id, fresh(), officer.id)).state).toBe('new');
  });

  test('whose phone is lost sets the second factor up anew', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser } = await enterOffice(village, officer);
    await resetSecondFactor(village.id, fresh(), officer.id);
    expect((await browser.visitor('kantor')).kind).toBe('nobody');
    const again = new Browser(village);
    expect(await signIn(officer.username, goodPassword, again)).toBe('enrol');
    expect(await refused(giveCode(again, presentCode(officer.totpSecret)))).toMatchObject({
      kind: 'invalid',
    });
  });

  test('is signed out everywhere by the admin (ASVS 7.4.5)', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser } = await enterOffice(village, officer);
    await endStaffSessions(village.id, fresh(), officer.id);
    expect((await browser.visitor('kantor')).kind).toBe('nobody');
  });

  test('who leaves is out at once, and stays out until opened again (ASVS 7.4.2)', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser } = await enterOffice(village, officer);
    await setStaffActive(village.id, fresh(), officer.id, false);
    expect((await browser.visitor('kantor')).kind).toBe('nobody');
    expect(await refused(signIn(officer.username, goodPassword))).toMatchObject({
      kind: 'invalid',
    });
    await setStaffActive(village.id, fresh(), officer.id, true);
    expect(await signIn(officer.username, goodPassword)).toBe('code');
  });

  test('gets new roles that count at the next page', async () => {
    const officer = await makeOfficer(village, ['operator']);
    const { browser } = await enterOffice(village, officer);
    await changeStaff(village.id, fresh(), officer.id, {
      ...typed,
      name: 'Nama Baru',
      position: 'Kasi Baru',
      roles: ['official', 'editor'],
    });
    expect(await browser.visitor('kantor')).toMatchObject({
      name: 'Nama Baru',
      position: 'Kasi Baru',
      roles: ['official', 'editor'],
    });
    expect((await trail(village, 'access.change-staff'))[0]?.details).toMatchObject({
      before: ['operator'],
      roles: ['official', 'editor'],
    });
  });
});

describe('there is always an admin', () => {
  test('the only one cannot be closed or lose the role, with two it can', async () => {
    const place = await makeVillage();
    const only = await makeStaff(place.id, ['admin']);
    const other = await makeStaff(place.id, ['operator']);
    const visitor = staffVisitor(only);
    const demote = () =>
      refused(changeStaff(place.id, visitor, only.id, { ...typed, roles: ['operator'] }));
    expect(await demote()).toMatchObject({ kind: 'conflict' });
    await changeStaff(place.id, visitor, other.id, { ...typed, roles: ['admin'] });
    expect(await demote()).toBeUndefined();
  });

  test('nobody resets or closes their own account', async () => {
    for (const act of [
      () => resetStaffPassword(village.id, fresh(), admin.staffId),
      () => resetSecondFactor(village.id, fresh(), admin.staffId),
      () => setStaffActive(village.id, fresh(), admin.staffId, false),
    ])
      expect(await refused(act())).toMatchObject({ kind: 'conflict' });
  });

  test('one who lost password and phone is helped from the command line', async () => {
    const lost = await makeOfficer(village, ['admin']);
    for (let n = 0; n < 10; n++) {
      await refused(signIn(lost.username, 'bukan yang benar ini'));
      world.clock.advance(61 * minute);
    }
    const made = await resetStaffByCommand(village.id, lost.username);
    expect(await signIn(made.username, made.password)).toBe('enrol');
    expect((await trail(village, 'access.reset-password'))[0]).toMatchObject({
      actor_kind: 'system',
      subject_id: lost.id,
    });
    expect(await refused(resetStaffByCommand(village.id, 'tidak.ada'))).toMatchObject({
      kind: 'not-found',
    });
  });

  test('one is added from the command line', async () => {
    const made = await addStaffByCommand(village.id, {
      username: 'penolong',
      name: 'Penolong',
      position: 'Admin Desa',
      roles: ['admin'],
    });
    expect(await signIn('penolong', made.password)).toBe('enrol');
  });
});

describe('who may (ASVS 8.2.1, 8.2.2)', () => {
  const acts: Record<string, (v: ReturnType<typeof fresh>, id: string) => Promise<unknown>> = {
    add: (v, id) => addStaff(village.id, v, { ...typed, username: `u${id.slice(-8)}` }),
    change: (v, id) => changeStaff(village.id, v, id, typed),
    'reset a password': (v, id) => resetStaffPassword(village.id, v, id),
    'reset a second factor': (v, id) => resetSecondFactor(village.id, v, id),
    close: (v, id) => setStaffActive(village.id, v, id, false),
    'sign out': (v, id) => endStaffSessions(village.id, v, id),
  };
  describe.each(Object.entries(acts))('%s', (_, act) => {
    test('the admin, and nobody else', async () => {
      for (const role of staffRoles) {
        const { id } = await makeStaff(village.id, ['operator']);
        const visitor = staffVisitor(await makeStaff(village.id, [role]));
        const answer = await refused(act(visitor, id));
        if (role === 'admin') expect(answer).toBeUndefined();
        else expect(answer, role).toMatchObject({ kind: 'forbidden' });
      }
    });
    test('with a fresh proof (ASVS 7.5.1)', async () => {
      const { id } = await makeStaff(village.id, ['operator']);
      const stale = { ...fresh(), provedAt: new Date(world.clock.now().getTime() - 15 * minute) };
      expect(await refused(act(stale, id))).toMatchObject({ kind: 'proof-needed' });
    });
    test('not in another village', async () => {
      const { id } = await makeStaff((await makeVillage()).id, ['operator']);
      if (_ === 'add') return;
      expect(await refused(act(fresh(), id))).toMatchObject({ kind: 'not-found' });
    });
  });

  test('the list is the admin’s', async () => {
    expect((await listStaff(village.id, fresh())).length).toBeGreaterThan(3);
    const other = staffVisitor(await makeStaff(village.id, ['operator', 'head']));
    expect(await refused(listStaff(village.id, other))).toMatchObject({ kind: 'forbidden' });
  });
});
