import { beforeEach, describe, expect, test } from 'vitest';
import {
  askForCode,
  confirmCode,
  findOwnStart,
  forgetCode,
  listOwnContacts,
  takeOutContacts,
} from '../../src/lib/server/channels/index.ts';
import { doChores } from '../../src/lib/server/chores.ts';
import type { ResidentVisitor } from '../../src/lib/domain/visitor.ts';
import { declareTestChange, makeResident, makeVillage, residentVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { codeIn, giveAccount, useChannelOffice } from './channel-office.ts';

const world = useWorld();
const office = useChannelOffice(world);
const minute = 60_000;

let budi: ResidentVisitor;
let turn = 0;
/** An address of its own for each test: how often one is written to is limited as well. */
let address: string;
beforeEach(async () => {
  budi = await office.resident('BUDI SANTOSO');
  address = `budi${++turn}@gmail.com`;
  office.smtp.mood = 'well';
  office.smtp.mails.length = 0;
});

const ask = (to = address, as = budi) => askForCode(office.village, as, 'email', to);
const confirm = (code: string, as = budi) => confirmCode(office.village, as, 'email', code);
const contacts = async (of = budi) =>
  (await office.run((tx) => listOwnContacts(tx, office.village, of))).contacts;
const other = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('an address counts once its code is confirmed', () => {
  test('the code comes over the channel; then the address is in use', async () => {
    await ask(address.toUpperCase().replace('GMAIL.COM', 'Gmail.com'));
    expect(office.smtp.mails).toHaveLength(1);
    expect(await contacts()).toEqual([]);
    const start = await office.run((tx) => findOwnStart(tx, office.village, budi, 'email'));
    expect(start.pending).toMatch(/^BU•••@gmail\.com$/);
    await confirm(codeIn(office));
    expect(await contacts()).toMatchObject([
      { channel: 'email', what: 'BU•••@gmail.com', on: true },
    ]);
  });

  test('a wrong code is refused, five times; then the right one is no good either', async () => {
    await ask();
    const code = codeIn(office);
    for (let left = 4; left >= 0; left--)
      await expect(confirm(other(code))).rejects.toMatchObject({
        kind: 'invalid',
        fields: { kode: expect.stringContaining(left ? `${left} kali` : 'Minta kode baru') },
      });
    await expect(confirm(code)).rejects.toMatchObject({ kind: 'too-many' });
    expect(await contacts()).toEqual([]);
    // A new one is good again.
    await ask();
    await confirm(codeIn(office));
    expect(await contacts()).toHaveLength(1);
  });

  test('wrong tries sent at once are all counted', async () => {
    await ask();
    const code = codeIn(office);
    await Promise.allSettled(Array.from({ length: 8 }, () => confirm(other(code))));
    await expect(confirm(code)).rejects.toMatchObject({ kind: 'too-many' });
  });

  test('too late, it is no good', async () => {
    await ask();
    world.clock.advance(10 * minute);
    await expect(confirm(codeIn(office))).rejects.toMatchObject({
      fields: { kode: expect.stringContaining('tidak berlaku') },
    });
  });

  test('a code is good once, for whom it was sent to, and only the last one', async () => {
    await ask();
    const first = codeIn(office);
    await ask();
    const second = codeIn(office);
    if (first !== second) await expect(confirm(first)).rejects.toMatchObject({ kind: 'invalid' });
    await expect(confirm(second, office.siti)).rejects.toMatchObject({ kind: 'invalid' });
    await confirm(second);
    await expect(confirm(second)).rejects.toMatchObject({ kind: 'invalid' });
  });

  test('what was verified before stays in use until the new one is confirmed', async () => {
    await ask();
    await confirm(codeIn(office));
    await ask('lain-budi@gmail.com');
    expect(await contacts()).toMatchObject([{ what: expect.stringMatching(/^bu/) }]);
    await confirm(codeIn(office));
    expect(await contacts()).toMatchObject([{ what: 'la•••@gmail.com' }]);
  });

  test('given up, another address can be typed', async () => {
    await ask();
    await office.run((tx) => forgetCode(tx, budi, 'email'));
    const start = await office.run((tx) => findOwnStart(tx, office.village, budi, 'email'));
    expect(start.pending).toBeNull();
    await expect(confirm(codeIn(office))).rejects.toMatchObject({ kind: 'invalid' });
  });
});

describe('not too often', () => {
  test('three codes an hour for one resident, also when asked at once', async () => {
    const asked = await Promise.allSettled(Array.from({ length: 6 }, () => ask()));
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(office.smtp.mails).toHaveLength(3);
    await expect(ask('lain@gmail.com')).rejects.toMatchObject({
      kind: 'too-many',
      retryAfter: 3600,
    });
    world.clock.advance(61 * minute);
    await ask();
  });

  test('five codes an hour to one address, whoever asks', async () => {
    for (let n = 0; n < 5; n++) await ask(address, await office.resident(`WARGA KE ${n}`));
    await expect(ask(address.toUpperCase())).rejects.toMatchObject({ kind: 'too-many' });
  });
});

describe('what cannot be sent', () => {
  test('an address that is none, or that the server does not know, is named at its field', async () => {
    for (const typed of ['', 'budi', 'budi@gmail'])
      await expect(ask(typed)).rejects.toMatchObject({
        kind: 'invalid',
        fields: { alamat: expect.any(String) },
      });
    office.smtp.mood = 'unknown-recipient';
    await expect(ask()).rejects.toMatchObject({
      kind: 'invalid',
      fields: { alamat: expect.stringContaining('tidak dikenal') },
    });
    // It counts: nobody finds out by trying which addresses there are.
    await expect(ask()).rejects.toMatchObject({ kind: 'invalid' });
    await expect(ask()).rejects.toMatchObject({ kind: 'invalid' });
    await expect(ask()).rejects.toMatchObject({ kind: 'too-many' });
  });

  test('a server that is away costs no try', async () => {
    await office.setEmail({ porta: '1' });
    for (let n = 0; n < 4; n++) await expect(ask()).rejects.toMatchObject({ kind: 'unavailable' });
    await office.setEmail();
    await ask();
    await confirm(codeIn(office));
  });

  test('a channel that the office has switched off is not used', async () => {
    await office.setEmail({ nyala: undefined });
    await expect(ask()).rejects.toMatchObject({ kind: 'conflict' });
    await office.setEmail();
  });
});

test('neither address nor code is in the database, and each sees only their own', async () => {
  await ask();
  const code = codeIn(office);
  const dump = await world.superuser(async (c) => {
    const rows = await c.query('select * from contact_code');
    const trail = await c.query('select * from audit_event');
    return JSON.stringify([rows.rows, trail.rows]);
  });
  expect(dump).not.toContain(address);
  expect(dump).not.toContain(code);
  expect(dump).not.toContain(Buffer.from(address).toString('hex'));
  await confirm(code);
  expect(await office.run((tx) => takeOutContacts(tx, office.village, budi))).toMatchObject({
    alamat: [{ saluran: 'Email', alamat: address, menyala: true }],
  });
  expect(await contacts(office.siti)).toEqual([]);
});

test('another village neither has the channel nor sees the address', async () => {
  const village = await makeVillage('Lain');
  const resident = await makeResident(village.id, { name: 'BUDI SANTOSO' });
  await giveAccount(village.id, resident.id);
  await expect(
    askForCode(village, residentVisitor(resident), 'email', address),
  ).rejects.toMatchObject({ kind: 'conflict' });
  await ask();
  await confirm(codeIn(office));
  await expect(confirmCode(village, budi, 'email', codeIn(office))).rejects.toMatchObject({
    kind: 'invalid',
  });
});

test('who died or left is forgotten after 30 days, unless that was undone', async () => {
  const day = 24 * 60 * minute;
  const setStatus = (who: ResidentVisitor, status: number) =>
    office.run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ basic_status: status })
        .where('id', '=', who.residentId)
        .execute();
    });
  const sari = await office.resident('SARI');
  await office.verify(budi, address);
  await office.verify(sari, `sari${turn}@gmail.com`);
  // Contacts of the tests before are of people who are there.
  await doChores(office.village.id);
  await setStatus(budi, 2);
  await setStatus(sari, 3);
  await doChores(office.village.id);
  world.clock.advance(20 * day);
  await setStatus(sari, 1);
  await doChores(office.village.id);
  world.clock.advance(9 * day);
  await doChores(office.village.id);
  expect(await contacts()).toHaveLength(1);
  world.clock.advance(2 * day);
  await doChores(office.village.id);
  expect(await contacts()).toEqual([]);
  expect(await contacts(sari)).toHaveLength(1);
  // Gone again: the thirty days begin anew.
  await setStatus(sari, 3);
  await doChores(office.village.id);
  expect(await contacts(sari)).toHaveLength(1);
  const trail = await office.run((tx) =>
    tx
      .selectFrom('audit_event')
      .select('details')
      .where('action', '=', 'channels.drop-gone')
      .execute(),
  );
  expect(trail.map(({ details }) => details)).toEqual([{ count: 1 }]);
});
