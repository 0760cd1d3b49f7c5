import { beforeEach, describe, expect, test } from 'vitest';
import { access, staffRoles, type StaffRole } from '../../src/lib/domain/roles.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { readTrail } from '../../src/lib/server/audit/index.ts';
import {
  certificateState,
  ensureCertificate,
  importCertificate,
  listCertificates,
  renewCertificate,
} from '../../src/lib/server/letters/index.ts';
import { createVillageCertificate } from '../../src/lib/server/letters/signing/create-certificate.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';

const world = useWorld();
const day = 24 * 60 * 60_000;

let village: VillageContext;
let admin: StaffVisitor;
beforeEach(async () => {
  world.clock.set('2026-11-23T00:30:00Z');
  village = await makeVillage();
  admin = staffVisitor(await makeStaff(village.id, ['admin']));
  await run((tx) => ensureCertificate(tx, village));
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const renew = (as = admin) => run((tx) => renewCertificate(tx, village, as));
const bring = (p12: Uint8Array, passphrase: string, as = admin) =>
  run((tx) => importCertificate(tx, village, as, p12, passphrase));
const list = (as = admin) => run((tx) => listCertificates(tx, as));
const rows = () =>
  world.superuser(async (c) => {
    const { rows } = await c.query<{ sealed: Buffer }>(
      'select sealed from signing_certificate where village_id = $1',
      [village.id],
    );
    return rows;
  });
const foreign = (validFrom = world.clock.now()) =>
  createVillageCertificate({
    villageName: 'Desa Batu Putih',
    districtName: 'Kecamatan Taliwang',
    regencyName: 'Kabupaten Sumbawa Barat',
    validFrom,
  });

describe('who may change the certificate', () => {
  test.each(staffRoles)('%s', async (role: StaffRole) => {
    const officer = staffVisitor(await makeStaff(village.id, [role]));
    const allowed = (access['certificate.manage'] as readonly StaffRole[]).includes(role);
    const { p12, passphrase } = await foreign();
    for (const act of [
      () => list(officer),
      () => renew(officer),
      () => bring(p12, passphrase, officer),
    ]) {
      if (allowed) await act();
      else await expect(act()).rejects.toMatchObject({ kind: 'forbidden' });
    }
  });

  test('nobody whose proof is old', async () => {
    const { p12, passphrase } = await foreign();
    world.clock.advance(16 * 60_000);
    await list();
    for (const act of [() => renew(), () => bring(p12, passphrase)])
      await expect(act()).rejects.toMatchObject({ kind: 'proof-needed' });
    expect(await rows()).toHaveLength(1);
  });
});

test('its end is foreseen, and found', async () => {
  const state = async () => (await run(certificateState)).state;
  expect(await state()).toBe('good');
  world.clock.advance(5 * 365 * day - 20 * day);
  expect(await state()).toBe('expiring');
  world.clock.advance(30 * day);
  expect(await state()).toBe('expired');
});

test('a new one takes over, the old one stays on the list', async () => {
  const before = await list();
  await renew();
  const after = await list();
  if (before.inUse.state === 'missing' || after.inUse.state === 'missing') throw new Error();
  expect(after.inUse.fingerprint).not.toBe(before.inUse.fingerprint);
  expect(after.before).toMatchObject([{ fingerprint: before.inUse.fingerprint, ownMade: true }]);
  const { events } = await run((tx) => readTrail(tx, village.id, admin, { group: 'settings' }));
  expect(events[0]?.sentence).toBe('mengganti sertifikat tanda tangan desa dengan yang baru');
});

describe('bringing one’s own', () => {
  test('takes it into use, sealed', async () => {
    const { p12, passphrase, certificate } = await foreign();
    await bring(p12, passphrase);
    expect((await list()).inUse).toMatchObject({
      state: 'good',
      ownMade: false,
      fingerprint: certificate.fingerprint,
    });
    for (const { sealed } of await rows()) {
      expect(sealed.includes(Buffer.from(passphrase))).toBe(false);
      expect(sealed.includes(Buffer.from(p12.subarray(0, 40)))).toBe(false);
    }
  });

  test('with a wrong passphrase says so at its field, and keeps nothing', async () => {
    const { p12 } = await foreign();
    await expect(bring(p12, 'salah')).rejects.toMatchObject({
      kind: 'invalid',
      fields: { sandi: expect.stringContaining('tidak cocok') },
    });
    expect(await rows()).toHaveLength(1);
    expect((await list()).inUse).toMatchObject({ ownMade: true });
  });

  test.each([
    ['nothing', new Uint8Array(), /Pilih berkas/],
    ['a text', Buffer.from('bukan sertifikat'), /bukan sertifikat/],
    ['half a file', Buffer.from([0x30, 0x82, 0x01]), /bukan sertifikat|tidak cocok/],
    ['a huge file', Buffer.alloc(300_000, 0x30), /bukan sertifikat/],
  ])('refuses %s', async (_what, bytes, sentence) => {
    await expect(bring(bytes, 'x')).rejects.toMatchObject({
      kind: 'invalid',
      message: expect.stringMatching(sentence),
    });
    expect(await rows()).toHaveLength(1);
  });

  test('refuses one that has ended, and one that has not begun', async () => {
    const { p12, passphrase } = await foreign(new Date('2019-01-01'));
    await expect(bring(p12, passphrase)).rejects.toThrow(/sudah berakhir pada 1 Januari 2024/);
    const early = await foreign(new Date('2027-01-01T00:00:00Z'));
    await expect(bring(early.p12, early.passphrase)).rejects.toThrow(
      /berlaku mulai 1 Januari 2027/,
    );
    expect(await rows()).toHaveLength(1);
  });
});
