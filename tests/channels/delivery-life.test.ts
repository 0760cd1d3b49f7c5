import { beforeEach, describe, expect, test, vi } from 'vitest';
import {
  countGivenUp,
  dropOldCodes,
  dropOldDeliveries,
  listDeliveries,
  removeContact,
  retryDelivery,
  switchContact,
} from '../../src/lib/server/channels/index.ts';
import type * as emailChannel from '../../src/lib/server/channels/clients/email-channel.ts';
import { sendDue } from '../../src/lib/server/channels/send-delivery.ts';
import { mostTries } from '../../src/lib/domain/delivery-state.ts';
import type { News } from '../../src/lib/domain/outgoing-text.ts';
import type { ResidentVisitor } from '../../src/lib/domain/visitor.ts';
import { residentTopic } from '../../src/lib/server/notices/index.ts';
import { announce, withVillage } from '../../src/lib/server/platform/index.ts';
import { makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { useChannelOffice } from './channel-office.ts';

/** While set, the power goes in the middle of sending. */
const power = vi.hoisted(() => ({ gone: false, asked: 0 }));
vi.mock('../../src/lib/server/channels/clients/email-channel.ts', async (original) => {
  const real = await original<typeof emailChannel>();
  return {
    openEmail: (settings: Parameters<typeof real.openEmail>[0]) => {
      const way = real.openEmail(settings);
      return {
        send: (...message: Parameters<typeof way.send>) => {
          if (!power.gone) return way.send(...message);
          power.asked++;
          throw new Error('the power is gone');
        },
      };
    },
  };
});

const world = useWorld();
const office = useChannelOffice(world);
const hour = 3_600_000;
const reference = 'SKU-7K4P-2M9R';
const approved: News = { about: 'request', reference, state: 'approve' };

let budi: ResidentVisitor;
let turn = 0;
beforeEach(async () => {
  Object.assign(power, { gone: false, asked: 0 });
  office.smtp.mood = 'well';
  // Ten in the morning, some days on: what earlier tests left is expired and out of the way.
  world.clock.set(new Date(Date.UTC(2026, 11, 1 + turn * 4, 2)).toISOString());
  await sendDue(office.village.id);
  await world.superuser((c) => c.query('delete from delivery'));
  budi = await office.resident('BUDI SANTOSO');
  await office.verify(budi, `budi${++turn}@gmail.com`);
});

const tell = (news: News | null = approved, to = budi) =>
  office.run((tx) =>
    announce(tx, office.village.id, residentTopic, {
      residentId: to.residentId,
      text: 'Surat Keterangan Usaha (SKU-7K4P-2M9R) sudah disetujui.',
      link: '/layanan-mandiri',
      ...(news && { news }),
    }),
  );
const sent = () => office.smtp.mails.map(({ text }) => text.split('\r\n')[0]);
const states = async () => (await office.deliveries()).map(({ state, reason }) => [state, reason]);
const last = async () => (await office.deliveries()).at(-1)!;
const list = (group: 'given-up' | 'failed' | 'waiting' | 'sent', page = 1) =>
  office.run((tx) => listDeliveries(tx, office.admin, { group, page }));

describe('what is told inside goes out', () => {
  test('once, short, with the address of the village', async () => {
    await tell();
    await office.send();
    await office.send();
    expect(sent()).toEqual([
      'Budi, permohonan SKU-7K4P-2M9R sudah disetujui. Buka https://batu-putih.desa.id',
    ]);
    expect(await states()).toEqual([['sent', null]]);
    expect(await list('sent')).toMatchObject({
      counts: { sent: 1, failed: 0, 'given-up': 0, waiting: 0 },
      lines: [{ firstName: 'Budi', reference, channel: 'email' }],
    });
  });

  test('sent by several workers at once, it goes once', async () => {
    await tell();
    world.clock.advance(3 * 60_000);
    await office.send();
    await world.superuser((c) =>
      c.query("update delivery set state = 'waiting', next_at = created_at"),
    );
    office.smtp.mails.length = 0;
    await Promise.all([1, 2, 3, 4].map(() => sendDue(office.village.id)));
    expect(office.smtp.mails).toHaveLength(1);
  });

  test('not to whom has chosen nothing, nor to whom has left or lost the account', async () => {
    const wati = await office.resident('WATI');
    await tell(approved, wati);
    await world.superuser((c) =>
      c.query("update resident_account set state = 'closed' where resident_id = $1", [
        budi.residentId,
      ]),
    );
    await tell();
    await office.send();
    expect(await states()).toEqual([]);
    expect(office.smtp.mails).toEqual([]);
  });
});

describe('a server that fails', () => {
  test('is tried again, later each time, and given up at last', async () => {
    office.smtp.mood = 'greylisted';
    await tell();
    await office.send();
    const waits: number[] = [];
    for (let attempt = 1; attempt < mostTries; attempt++) {
      const row = await last();
      expect(row).toMatchObject({ state: 'failed', attempts: attempt, reason: 'service-down' });
      waits.push(row.next_at.getTime());
      // A second too early nothing happens.
      world.clock.set(new Date(row.next_at.getTime() - 1000).toISOString());
      await sendDue(office.village.id);
      expect((await last()).attempts).toBe(attempt);
      world.clock.set(row.next_at.toISOString());
      await sendDue(office.village.id);
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(await last()).toMatchObject({ state: 'given-up', attempts: mostTries });
    const { lines } = await list('given-up');
    expect(lines).toMatchObject([{ reason: 'Layanannya sedang terganggu.', nextAt: null }]);
  });

  test('is not asked for every message of a sweep', async () => {
    await office.setEmail({ porta: '1' });
    await tell();
    await tell();
    await tell();
    await office.send();
    await office.setEmail();
    expect((await states()).filter(([state]) => state === 'failed')).toHaveLength(1);
    expect((await states()).filter(([state]) => state === 'waiting')).toHaveLength(2);
  });

  test('an address that is refused is used no more until its owner says so', async () => {
    office.smtp.mood = 'unknown-recipient';
    await tell();
    await tell();
    await office.send();
    expect(await states()).toEqual([
      ['given-up', 'unknown-address'],
      ['given-up', 'switched-off'],
    ]);
    const contact = await office.contactOf(budi);
    expect(contact).toMatchObject({ on: false, trouble: expect.stringContaining('ditolak') });
    await office.run((tx) => switchContact(tx, office.village, budi, { id: contact.id, on: true }));
    expect(await office.contactOf(budi)).toMatchObject({ on: true, trouble: '' });
  });
});

describe('cut short between sending and writing it down', () => {
  test('it is sent once more, and not for ever', async () => {
    power.gone = true;
    await tell();
    await expect(office.send()).rejects.toThrow('the power is gone');
    expect(await last()).toMatchObject({ state: 'sending', attempts: 1 });
    // Somebody else does not take it while it may still be under way.
    await sendDue(office.village.id);
    expect(power.asked).toBe(1);
    for (let n = 0; n < 4; n++) {
      world.clock.advance(6 * 60_000);
      await sendDue(office.village.id).catch(() => {});
    }
    expect(power.asked).toBe(2);
    expect(await states()).toEqual([['given-up', 'interrupted']]);
  });
});

describe('quiet hours', () => {
  test('what comes at night waits for the morning', async () => {
    const day = Date.UTC(2026, 11, 1 + turn * 4 - 4);
    const at = (hours: number) => new Date(day + hours * hour);
    world.clock.set(at(14).toISOString());
    await tell({ about: 'account', state: 'new-device' });
    await office.send();
    expect(office.smtp.mails).toEqual([]);
    expect((await last()).next_at).toEqual(at(22));
    world.clock.set(new Date(at(22).getTime() - 1000).toISOString());
    await sendDue(office.village.id);
    expect(office.smtp.mails).toEqual([]);
    world.clock.set(at(22).toISOString());
    await sendDue(office.village.id);
    expect(sent()).toEqual([
      'Budi, akun Anda dipakai masuk di perangkat lain. Bukan Anda? Ganti PIN. Buka https://batu-putih.desa.id',
    ]);
  });

  test('what was queued by day and is found at night waits too', async () => {
    await tell();
    await office.send();
    await world.superuser((c) =>
      c.query("update delivery set state = 'waiting', next_at = created_at"),
    );
    office.smtp.mails.length = 0;
    world.clock.advance(13 * hour);
    await sendDue(office.village.id);
    expect(office.smtp.mails).toEqual([]);
    expect(await last()).toMatchObject({ state: 'waiting', attempts: 1 });
  });
});

describe('nothing goes where it is not wanted', () => {
  const queue = async () => {
    office.smtp.mood = 'greylisted';
    await tell();
    await office.send();
    office.smtp.mood = 'well';
    world.clock.advance(hour);
  };

  test('after switching off', async () => {
    await queue();
    const { id } = await office.contactOf(budi);
    await office.run((tx) => switchContact(tx, office.village, budi, { id, on: false }));
    await sendDue(office.village.id);
    expect(await states()).toEqual([['given-up', 'switched-off']]);
    await tell();
    await office.send();
    expect(await states()).toHaveLength(1);
    expect(office.smtp.mails).toEqual([]);
  });

  test('after removing, which nobody else can', async () => {
    await queue();
    const { id } = await office.contactOf(budi);
    await expect(
      office.run((tx) => removeContact(tx, office.village, office.siti, id)),
    ).rejects.toMatchObject({ kind: 'not-found' });
    await office.run((tx) => removeContact(tx, office.village, budi, id));
    await sendDue(office.village.id);
    expect(await states()).toEqual([['given-up', 'removed']]);
    expect(await office.run(countGivenUp)).toBe(0);
    expect(office.smtp.mails).toEqual([]);
    const { id: delivery } = await last();
    await expect(
      office.run((tx) => retryDelivery(tx, office.village, office.admin, delivery)),
    ).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('after the office switched the channel off, and when it is no news any more', async () => {
    await queue();
    await office.setEmail({ nyala: undefined });
    await sendDue(office.village.id);
    await office.setEmail();
    expect(await states()).toEqual([['given-up', 'channel-off']]);
    await tell();
    await office.send();
    await world.superuser((c) =>
      c.query("update delivery set state = 'waiting', next_at = created_at, reason = null"),
    );
    world.clock.advance(73 * hour);
    office.smtp.mails.length = 0;
    await sendDue(office.village.id);
    expect((await states()).every(([, reason]) => reason === 'expired')).toBe(true);
    expect(office.smtp.mails).toEqual([]);
  });
});

describe('the office', () => {
  test('tries again what was given up, and what is sent it leaves alone', async () => {
    office.smtp.mood = 'refuses-message';
    await tell();
    await office.send();
    office.smtp.mood = 'well';
    const { id } = await last();
    expect(await states()).toEqual([['given-up', 'refused']]);
    expect(await office.run(countGivenUp)).toBe(1);
    const retry = () => office.run((tx) => retryDelivery(tx, office.village, office.admin, id));
    await retry();
    await sendDue(office.village.id);
    expect(await states()).toEqual([['sent', null]]);
    await expect(retry()).rejects.toMatchObject({ kind: 'conflict' });
  });

  test('sees neither address nor text, and only who may', async () => {
    await tell();
    await tell({ about: 'voice', reference: 'ADU-7K4P-2M9R' });
    await tell(null);
    await office.send();
    const { lines } = await list('sent');
    expect(JSON.stringify(lines)).not.toMatch(/gmail|SANTOSO|ADU-|laporan/i);
    expect(lines.map((line) => line.reference)).toEqual(['', '', reference]);
    for (const role of ['official', 'editor', 'overseer'] as const) {
      const officer = staffVisitor(await makeStaff(office.village.id, [role]));
      await expect(
        office.run((tx) => listDeliveries(tx, officer, { group: 'sent', page: 1 })),
      ).rejects.toMatchObject({ kind: 'forbidden' });
    }
    const head = staffVisitor(await makeStaff(office.village.id, ['head']));
    await expect(
      office.run((tx) => retryDelivery(tx, office.village, head, lines[0]!.id)),
    ).rejects.toMatchObject({ kind: 'forbidden' });
  });

  test('of another village sees nothing', async () => {
    await tell();
    await office.send();
    const other = await makeVillage('Lain');
    const admin = staffVisitor(await makeStaff(other.id, ['admin']));
    const found = await withVillage(other.id, (tx) =>
      listDeliveries(tx, admin, { group: 'sent', page: 1 }),
    );
    expect(found.lines).toEqual([]);
    const { id } = await last();
    await expect(
      withVillage(other.id, (tx) => retryDelivery(tx, other, admin, id)),
    ).rejects.toMatchObject({ kind: 'not-found' });
    await sendDue(other.id);
  });
});

test('what was sent is forgotten after 90 days, codes after one', async () => {
  await tell();
  await office.send();
  world.clock.advance(89 * 24 * hour);
  expect(await office.run(dropOldDeliveries)).toBe(0);
  expect(await office.run(dropOldCodes)).toBeGreaterThan(0);
  world.clock.advance(2 * 24 * hour);
  expect(await office.run(dropOldDeliveries)).toBe(1);
});
