import { describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/lib/domain/refusal.ts';
import { addVillage } from '../../src/lib/server/add-village.ts';
import {
  changePassword,
  findHalfwayOfficer,
  giveCode,
  signInStaff,
} from '../../src/lib/server/access/index.ts';
import { presentCode } from '../../src/lib/server/access/totp.ts';
import { verifyChain } from '../../src/lib/server/audit/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import {
  addHost,
  findVillage,
  listVillages,
  type VillageContext,
} from '../../src/lib/server/villages/index.ts';
import { goodPassword, trail } from '../access/people.ts';
import { Browser } from '../callers.ts';
import { balai } from '../command.ts';
import { makeVillage } from '../factories.ts';
import { useWorld } from '../world.ts';

useWorld();

const seloto = {
  code: '5207022011',
  host: 'Seloto.Example.desa.id',
  username: 'Nurul',
  name: 'Nurul  Aini',
};
const refused = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: Refusal) => error,
  );

describe('a further village', () => {
  let first: VillageContext;

  test('waits until the one that answers on any host has a name of its own', async () => {
    first = await makeVillage('Batu Putih');
    expect((await findVillage('apa.saja'))?.id).toBe(first.id);
    const answer = await refused(addVillage(seloto));
    expect(answer).toMatchObject({ kind: 'conflict' });
    expect(answer?.message).toContain(`balai village host ${first.regionCode} HOST`);
    await addHost(first.regionCode, 'batu-putih.example.desa.id');
  });

  test.each([
    ['a code that is on no list', { code: '52.07.02.9999' }, 'official list'],
    ['something else than a code', { code: 'Seloto' }, 'official list'],
    ['an address for a host name', { host: 'https://seloto.desa.id' }, 'no host name'],
    ['a port', { host: 'seloto.desa.id:3000' }, 'no host name'],
    ['no host name', { host: ' ' }, 'no host name'],
    ['a host name of another', { host: 'BATU-PUTIH.example.desa.id' }, 'Desa Batu Putih answers'],
    ['a kind that there is none of', { kind: 'Kota' }, 'Gampong'],
    ['an admin without a name', { name: '' }, 'first admin'],
    ['an impossible username', { username: 'a b' }, 'huruf kecil'],
  ])('%s: refused, and nothing is founded', async (_, wrong, words) => {
    const answer = await refused(addVillage({ ...seloto, ...wrong }));
    expect(answer?.message).toContain(words);
    expect(await listVillages()).toHaveLength(1);
  });

  test('is founded with host name, admin, certificate, phrases and trail', async () => {
    const { village, username, password } = await addVillage(seloto);
    expect(village).toMatchObject({ regionCode: '52.07.02.2011', kind: 'Desa' });
    expect(await findVillage('seloto.example.desa.id')).toEqual(village);
    expect((await findVillage('batu-putih.example.desa.id'))?.id).toBe(first.id);
    expect(await findVillage('apa.saja')).toBeUndefined();
    expect(await listVillages()).toEqual([
      {
        regionCode: first.regionCode,
        title: 'Desa Batu Putih',
        hosts: ['batu-putih.example.desa.id'],
      },
      {
        regionCode: '52.07.02.2011',
        title: `Desa ${village.name}`,
        hosts: ['seloto.example.desa.id'],
      },
    ]);

    const [certificates, phrases] = await withVillage(village.id, async (tx) => [
      await tx.selectFrom('signing_certificate').select('subject').execute(),
      await tx.selectFrom('kept_phrase').select('id').execute(),
    ]);
    expect(certificates).toHaveLength(1);
    expect(phrases.length).toBeGreaterThan(3);
    for (const action of ['village.found', 'access.add-staff'])
      expect(await trail(village, action)).toMatchObject([
        { actor_name: 'Baris perintah di server' },
      ]);
    expect(await verifyChain(village.id)).toMatchObject({ ok: true });

    // The first admin comes in by the password that was printed, and has to make an own one.
    const browser = new Browser(village);
    await signInStaff(browser, { username, password });
    await giveCode(browser, presentCode((await findHalfwayOfficer(browser))!.setup!.secret));
    const admin = await browser.visitor('kantor');
    expect(admin).toMatchObject({
      name: 'Nurul Aini',
      roles: ['admin', 'operator'],
      mustChangePassword: true,
    });
    await changePassword(browser, admin, {
      password,
      newPassword: goodPassword,
      repeated: goodPassword,
    });
    expect(await browser.visitor('kantor')).toMatchObject({ mustChangePassword: false });
  });

  test('stands once', async () => {
    const answer = await refused(addVillage({ ...seloto, host: 'lain.desa.id' }));
    expect(answer).toMatchObject({ kind: 'conflict' });
    expect(await findVillage('lain.desa.id')).toBeUndefined();
  });

  test('from the command line: the password is printed once', async () => {
    const added = balai(
      ...['village', 'add', '52.07.02.2014', '--host', 'banjar.example.desa.id'],
      ...['--admin', 'hasan', '--name', 'Hasan Basri', '--kind', 'Kampung'],
    );
    expect(added).toMatchObject({ status: 0, stderr: '' });
    expect(added.stdout).toMatch(/^Kampung .+ answers on banjar\.example\.desa\.id/);
    const password = /Temporary password {3}(\S+)/.exec(added.stdout)?.[1];
    const village = (await findVillage('banjar.example.desa.id'))!;
    expect(
      await signInStaff(new Browser(village), { username: 'hasan', password: password! }),
    ).toBe('enrol');
    const { stdout } = balai('village', 'list');
    expect(stdout.trim().split('\n')).toHaveLength(3);
    expect(stdout).toMatch(/^52\.07\.02\.2014 {2}Kampung .+ banjar\.example\.desa\.id$/m);
    const half = balai('village', 'add', '52.07.02.2013', '--host', 'x.desa.id');
    expect(half.status).toBe(1);
    expect(half.stderr).toContain('--admin USERNAME --name NAME');
  });
});
