import { describe, expect, test } from 'vitest';
import { readTrail } from '../../src/lib/server/audit/index.ts';
import { findNotices, handOnLateOutboxRows } from '../../src/lib/server/notices/index.ts';
import {
  addNote,
  addWords,
  countVoicesWaiting,
  findAlikeVoices,
  listOwnVoices,
  listPublicVoices,
  listVoices,
  moveVoice,
  openIdentity,
  openOwnVoice,
  openPublicVoice,
  openVoice,
  openVoicePicture,
  publishVoice,
  readVoiceFigures,
  sayToReporter,
  voiceViews,
  watchVoices,
} from '../../src/lib/server/voices/index.ts';
import { readVoice } from '../../src/lib/domain/voice-input.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { Browser } from '../callers.ts';
import { photo } from '../letters/letter-office.ts';
import { refused } from '../letters/use-letter-office.ts';
import { useWorld } from '../world.ts';
import { lamp, useVoiceOffice } from './voice-office.ts';

const world = useWorld();
const office = useVoiceOffice({ advance: (ms) => world.clock.advance(ms) });
const day = 24 * 60 * 60_000;
const resident = () => ({ kind: 'resident', visitor: office.siti }) as const;

/** All lists of an officer, each with what it counts. */
const listsOf = (officer: StaffVisitor, words?: string) =>
  Promise.all(
    voiceViews.map((view) =>
      office.run((tx) => listVoices(tx, office.village, officer, { view, words, page: 1 })),
    ),
  );
const trailOf = (officer: StaffVisitor) =>
  office.run((tx) => readTrail(tx, office.village.id, officer, { group: 'voices' }));

/** Everything in the database that a thief would read, as text. */
const stolen = () =>
  world.superuser(async (client) => {
    const tables = ['voice', 'voice_event', 'voice_joiner', 'audit_event', 'notice', 'outbox'];
    const rows: unknown[] = [];
    for (const table of tables) rows.push((await client.query(`select * from ${table}`)).rows);
    return JSON.stringify(rows);
  });

describe('a report about an official', () => {
  const about = async () => ({ tentang: await office.officialOf(office.head) });

  test('never reaches the one it is about, by any path', async () => {
    const words = 'Kepala desa memakai mobil dinas untuk belanja keluarganya setiap hari Minggu.';
    const reference = await office.send(
      { ...(await about()), judul: 'Mobil dinas dipakai pribadi', cerita: words },
      office.siti,
      [await photo()],
    );
    const { village, head, run } = office;
    const { thread } = await run((tx) => openVoice(tx, village, office.secretary, reference));
    const pictureId = thread[0]!.pictures[0]!;
    // Handled by others up to its end, so that every kind of trace is there.
    await office.move(reference, 'verify', office.operator, { tayang: 'ya' });
    await office.move(reference, 'assign', office.secretary, { petugas: office.official.staffId });
    await office.move(reference, 'begin', office.official);
    await run((tx) =>
      addNote(tx, village.id, office.official, { reference, text: 'Tanya sopirnya.' }),
    );
    world.clock.advance(20 * day);
    await watchVoices(village.id);

    // Lists, counts, search.
    for (const found of [...(await listsOf(head)), ...(await listsOf(head, 'mobil dinas'))])
      expect(found).toMatchObject({ total: 0, lines: [] });
    expect(await run((tx) => countVoicesWaiting(tx, head, village))).toBe(0);
    expect(await run((tx) => countVoicesWaiting(tx, office.secretary, village))).toBe(1);
    // The thread, its pictures, every act.
    const gone = refused('not-found');
    const act = { reference, version: 4, action: 'assign', typed: {} } as const;
    for (const work of [
      () => run((tx) => openVoice(tx, village, head, reference)),
      () => run((tx) => openVoicePicture(tx, village.id, head, { reference, pictureId })),
      () => run((tx) => moveVoice(tx, village, head, act)),
      () => run((tx) => sayToReporter(tx, village.id, head, { reference, text: 'Siapa ini?' })),
      () => run((tx) => addNote(tx, village.id, head, { reference, text: 'Siapa ini?' })),
      () => run((tx) => openIdentity(tx, village, head, { reference, reason: 'Ingin tahu.' })),
    ])
      await expect(work()).rejects.toEqual(gone);
    // The trail: everything of it is there for the overseer, nothing for the head.
    expect((await trailOf(office.overseer)).events.map((one) => one.reference)).toContain(
      reference,
    );
    expect(JSON.stringify(await trailOf(head))).not.toContain(reference);
    // Feeds, figures, what is offered before sending: nobody's, so not theirs either.
    await expect(run((tx) => openPublicVoice(tx, reference))).rejects.toEqual(gone);
    expect((await run((tx) => listPublicVoices(tx, { page: 1 }))).total).toBe(0);
    expect(await run((tx) => readVoiceFigures(tx, village))).toEqual([]);
    const same = { ...lamp, judul: 'Mobil dinas dipakai pribadi', cerita: words };
    const choices = { areas: [], officials: [], today: '2027-01-01' };
    expect(await run((tx) => findAlikeVoices(tx, readVoice(same, choices)))).toEqual([]);
    await expect(
      run((tx) => publishVoice(tx, village.id, office.operator, { reference, publish: true })),
    ).rejects.toEqual(refused('conflict'));
    // Colleagues see whom it is about, and that it is late.
    const opened = await run((tx) => openVoice(tx, village, office.secretary, reference));
    expect(opened).toMatchObject({
      overdue: true,
      about: [expect.stringContaining('Kepala Desa')],
    });
  });

  test('is never given to the one it is about, whatever the form says', async () => {
    const tentang = await office.officialOf(office.official);
    const reference = await office.send({ tentang });
    await office.move(reference, 'verify', office.operator);
    const { handlers } = await office.run((tx) =>
      openVoice(tx, office.village, office.secretary, reference),
    );
    expect(handlers.map(({ id }) => id)).not.toContain(office.official.staffId);
    await expect(
      office.move(reference, 'assign', office.secretary, { petugas: office.official.staffId }),
    ).rejects.toEqual(refused('invalid'));
  });

  test('finds somebody else where it is about those who usually decide', async () => {
    const both = [await office.officialOf(office.head), await office.officialOf(office.secretary)];
    const reference = await office.send({ tentang: both.join(',') });
    await office.move(reference, 'verify', office.operator);
    await office.move(reference, 'assign', office.admin, { petugas: office.operator.staffId });
    for (const accused of [office.head, office.secretary])
      expect((await listsOf(accused)).flatMap(({ lines }) => lines)).not.toContainEqual(
        expect.objectContaining({ reference }),
      );
    expect((await listsOf(office.overseer)).at(-1)!.lines.map((one) => one.reference)).toContain(
      reference,
    );
  });
});

describe('a secret report', () => {
  test('names its reporter nowhere: not to officers, the trail, notices, or a thief', async () => {
    const secret = { rahasia: 'ya', judul: 'Pungutan di pasar desa' };
    const reference = await office.send(secret);
    await office.move(reference, 'verify', office.operator);
    await office.run((tx) =>
      addWords(tx, office.village, resident(), { reference, text: 'Setiap hari Kamis.' }),
    );
    const opened = await office.run((tx) =>
      openVoice(tx, office.village, office.secretary, reference),
    );
    expect(opened.reporter).toBe('Dirahasiakan');
    expect(opened.voice.reporter_id).toBeNull();
    for (const { events } of [await trailOf(office.overseer), await trailOf(office.head)])
      for (const event of events.filter((one) => one.reference === reference)) {
        expect(event.actorName).not.toContain('SITI');
        expect(event.residentId).toBeNull();
      }
    world.clock.advance(5 * 60_000);
    await handOnLateOutboxRows(office.village.id);
    const [notice] = await office.run((tx) => findNotices(tx, office.siti.residentId, 1));
    expect(notice).toMatchObject({ link: '/layanan-mandiri/aspirasi' });
    expect(notice!.text).not.toContain(reference);
    const rows = JSON.parse(await stolen()) as Record<string, unknown>[][];
    const mine = rows.map((table) =>
      table.filter((row) => JSON.stringify(row).includes(reference)),
    );
    expect(mine.flat().length).toBeGreaterThan(2);
    expect(JSON.stringify(mine)).not.toContain(office.siti.residentId);

    const { own } = await office.run((tx) => listOwnVoices(tx, office.village, office.siti));
    expect(own.map((one) => one.reference)).toContain(reference);
  });

  test('is opened by those who may, for a reason that the reporter and the trail keep', async () => {
    const reference = await office.send({ rahasia: 'ya' });
    const { village, run } = office;
    const open = (officer: StaffVisitor, reason?: string) =>
      run((tx) => openIdentity(tx, village, officer, { reference, reason }));
    for (const officer of [office.operator, office.official, office.overseer])
      await expect(open(officer, 'Ingin tahu.')).rejects.toEqual(refused('forbidden'));
    await expect(open(office.secretary)).rejects.toEqual(refused('invalid'));
    expect(await open(office.secretary, 'Perlu saksi untuk pemeriksaan.')).toEqual({
      name: 'SITI AMINAH',
      contact: '0812-3450-0001',
    });
    const { thread } = await run((tx) => openOwnVoice(tx, village, resident(), reference));
    expect(thread.at(-1)).toMatchObject({
      action: 'identify',
      text: 'Perlu saksi untuk pemeriksaan.',
    });
    const { events } = await trailOf(office.overseer);
    expect(events[0]).toMatchObject({ reference, residentId: null });
    expect(events[0]!.sentence).toContain('membuka identitas pelapor');
  });

  test('stays its reporter’s when records are merged', async () => {
    const reference = await office.send({ rahasia: 'ya' }, office.budi);
    const moved = { ...office.siti };
    await world.superuser((client) =>
      client
        .query('set session_replication_role = replica')
        .then(() =>
          client.query('update resident set merged_into = $1 where id = $2', [
            moved.residentId,
            office.budi.residentId,
          ]),
        ),
    );
    const { own } = await office.run((tx) => listOwnVoices(tx, office.village, moved));
    expect(own.map((one) => one.reference)).toContain(reference);
    expect(
      await office.run((tx) =>
        openIdentity(tx, office.village, office.head, { reference, reason: 'Uji gabungan.' }),
      ),
    ).toMatchObject({ name: 'SITI AMINAH' });
    // Nor does an officer get to handle what they sent through the record that is closed now.
    const sender = { ...office.secretary, residentId: moved.residentId };
    const opened = await office.run((tx) => openVoice(tx, office.village, sender, reference));
    expect(opened).toMatchObject({ actions: [], mayNote: false, mayIdentify: false });
    for (const work of [
      () => office.move(reference, 'verify', { ...office.operator, residentId: moved.residentId }),
      () =>
        office.run((tx) =>
          openIdentity(tx, office.village, sender, { reference, reason: 'Uji gabungan.' }),
        ),
    ])
      await expect(work()).rejects.toEqual(refused('forbidden'));
    await office.move(reference, 'verify', office.operator);
  });
});

describe('a report without signing in', () => {
  test('is followed by number and code, and its contact is sealed', async () => {
    const ticket = (await office.sendAsStranger({ nama: 'Orang Lewat' }))!;
    const { village, run } = office;
    const open = (code: string) =>
      run((tx) => openOwnVoice(tx, village, { kind: 'ticket', code }, ticket.reference));
    expect((await open(ticket.code.toLowerCase().replaceAll('-', ' '))).state).toBe('received');
    for (const wrong of ['', 'AAAA-AAAA-AAAA-AAAA', ticket.reference])
      await expect(open(wrong)).rejects.toEqual(refused('not-found'));
    await expect(
      run((tx) => openOwnVoice(tx, village, resident(), ticket.reference)),
    ).rejects.toEqual(refused('not-found'));
    const opened = await run((tx) => openVoice(tx, village, office.operator, ticket.reference));
    expect(opened.reporter).toBe('Orang Lewat, tanpa masuk (0812-••••-•890)');
    expect(
      (await run((tx) => openVoice(tx, village, office.overseer, ticket.reference))).reporter,
    ).not.toContain('Orang Lewat');
    const text = await stolen();
    for (const trace of ['Orang Lewat', '81234567890', ticket.code, '10.1.1.1'])
      expect(text).not.toContain(trace);
    const said = { reference: ticket.reference, text: 'Masih gelap.' };
    await run((tx) => addWords(tx, village, { kind: 'ticket', code: ticket.code }, said));
    expect(
      await run((tx) =>
        openIdentity(tx, village, office.admin, {
          reference: ticket.reference,
          reason: 'Menelepon pelapor.',
        }),
      ),
    ).toMatchObject({ name: 'Orang Lewat', contact: '0812-3456-7890' });
  });

  test('is forgotten when its time is over: the contact and the pictures, not the answer', async () => {
    const key = crypto.randomUUID();
    const ticket = (await office.sendAsStranger({ kontak: 'ani@contoh.id' }, { key }))!;
    const { reference, code } = ticket;
    const pictures = [await photo()];
    await office.run((tx) =>
      addWords(
        tx,
        office.village,
        { kind: 'ticket', code },
        { reference, text: 'Ini fotonya.', pictures },
      ),
    );
    await office.move(reference, 'refuse', office.operator, { alasan: 'Bukan wewenang desa.' });
    const look = () =>
      office.run((tx) => openOwnVoice(tx, office.village, { kind: 'ticket', code }, reference));
    world.clock.advance((office.village.uploadRetentionDays - 1) * day);
    await watchVoices(office.village.id);
    expect((await look()).thread[1]!.pictures).toHaveLength(1);
    world.clock.advance(2 * day);
    await watchVoices(office.village.id);
    await watchVoices(office.village.id);
    expect((await look()).thread[1]!.pictures).toEqual([]);
    expect((await look()).answer).toBe('Bukan wewenang desa.');
    const { reporter } = await office.run((tx) =>
      openVoice(tx, office.village, office.operator, reference),
    );
    expect(reporter).toBe('Tanpa masuk (kontak sudah dihapus)');
    expect(
      (await trailOf(office.overseer)).events.filter(
        (one) => one.reference === reference && one.sentence.includes('masa simpan'),
      ),
    ).toHaveLength(1);
  });

  test('keeps machines out without a puzzle', async () => {
    expect(await office.sendAsStranger({ situs: 'https://iklan.contoh' })).toBeUndefined();
    await expect(office.sendAsStranger({}, { wait: 500 })).rejects.toEqual(refused('invalid'));
    await expect(office.sendAsStranger({}, { wait: 2 * day })).rejects.toEqual(refused('invalid'));
    await expect(office.sendAsStranger({ kontak: 'tidak ada' })).rejects.toMatchObject({
      fields: { kontak: expect.any(String) },
    });
  });

  test('takes one form once, three of a contact and twenty of an address in a day', async () => {
    world.clock.advance(3 * day);
    const key = crypto.randomUUID();
    const first = await office.sendAsStranger({}, { key });
    expect(await office.sendAsStranger({}, { key })).toEqual(first);
    await office.sendAsStranger();
    await office.sendAsStranger();
    await expect(office.sendAsStranger()).rejects.toEqual(refused('too-many'));
    const browser = new Browser(office.village, '10.9.9.9');
    const from = (n: number) =>
      office.sendAsStranger({ kontak: `0812345000${String(n).padStart(2, '0')}` }, { browser });
    for (let n = 0; n < 20; n++) await from(n);
    await expect(from(20)).rejects.toEqual(refused('too-many'));
  });
});
