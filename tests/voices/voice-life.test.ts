import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { findNotices, handOnLateOutboxRows } from '../../src/lib/server/notices/index.ts';
import {
  acceptAnswer,
  addNote,
  addWords,
  findAlikeVoices,
  getOwnPicture,
  joinVoice,
  listOwnVoices,
  listPublicVoices,
  moveVoice,
  openOwnVoice,
  openPublicVoice,
  openVoice,
  openVoicePicture,
  publishVoice,
  rateVoice,
  readVoiceFigures,
  reopenVoice,
  saveVoiceRules,
  sayToReporter,
  watchVoices,
} from '../../src/lib/server/voices/index.ts';
import { readVoice } from '../../src/lib/domain/voice-input.ts';
import { makeStaff, staffVisitor } from '../factories.ts';
import { photo } from '../letters/letter-office.ts';
import { refused } from '../letters/use-letter-office.ts';
import { useWorld } from '../world.ts';
import { lamp, useVoiceOffice } from './voice-office.ts';

const world = useWorld();
const office = useVoiceOffice({ advance: (ms) => world.clock.advance(ms) });
const day = 24 * 60 * 60_000;
const { run } = { run: ((work) => office.run(work)) as typeof office.run };

const resident = (visitor = office.siti) => ({ kind: 'resident', visitor }) as const;
const own = (reference: string, visitor = office.siti) =>
  run((tx) => openOwnVoice(tx, office.village, resident(visitor), reference));
const seen = (reference: string, as = office.operator) =>
  run((tx) => openVoice(tx, office.village, as, reference));

/** What a resident was told, the latest first. */
async function noticesOf(residentId: string) {
  world.clock.advance(3 * 60_000);
  await handOnLateOutboxRows(office.village.id);
  return run((tx) => findNotices(tx, residentId, 50));
}

describe('a voice’s life', () => {
  test('from the report to the thanks, each step told to the reporter', async () => {
    const reference = await office.send();
    expect(reference).toMatch(/^ADU-/);
    expect((await own(reference)).state).toBe('received');
    await office.bringToHandling(reference);
    await run((tx) =>
      sayToReporter(tx, office.village.id, office.official, {
        reference,
        text: 'Tiang yang mana?',
      }),
    );
    await run((tx) =>
      addWords(tx, office.village, resident(), { reference, text: 'Yang di sebelah kiri.' }),
    );
    await run((tx) =>
      addNote(tx, office.village.id, office.official, { reference, text: 'Bola lampu habis.' }),
    );
    await office.move(reference, 'answer', office.official, { jawaban: 'Lampu sudah diganti.' });
    expect(await own(reference)).toMatchObject({ state: 'asking', answer: 'Lampu sudah diganti.' });
    await run((tx) => acceptAnswer(tx, office.village, resident(), reference));
    await run((tx) => rateVoice(tx, office.village, resident(), { reference, satisfied: true }));

    const thread = (await own(reference)).thread;
    expect(thread.map(({ action }) => action)).toEqual([
      ...['send', 'verify', 'assign', 'begin', 'say', 'say', 'answer', 'accept', 'rate'],
    ]);
    expect(thread.some(({ text }) => text.includes('Bola lampu'))).toBe(false);
    expect(thread[2]!.by).toBe('Kasi Pelayanan');
    const { thread: whole, voice } = await seen(reference);
    expect(whole.some(({ text }) => text === 'Bola lampu habis.')).toBe(true);
    expect(voice).toMatchObject({ satisfied: true, in_time: true });
    const told = (await noticesOf(office.siti.residentId)).map(({ text }) => text);
    for (const words of ['papan desa', 'mulai ditindaklanjuti', 'ada pesan', 'Mohon tanggapan'])
      expect(
        told.some((text) => text.includes(reference) && text.includes(words)),
        words,
      ).toBe(true);
  });

  test('a reply goes back to the office, and a closed one can be opened again in its days', async () => {
    const reference = await office.send();
    await office.bringToHandling(reference);
    await office.move(reference, 'answer', office.official, { jawaban: 'Sudah kami ganti.' });
    await run((tx) =>
      addWords(tx, office.village, resident(), { reference, text: 'Masih mati, Pak.' }),
    );
    expect((await own(reference)).state).toBe('handling');
    await office.move(reference, 'answer', office.official, { jawaban: 'Kabelnya diperbaiki.' });
    await run((tx) => acceptAnswer(tx, office.village, resident(), reference));
    const again = { reference, text: 'Mati lagi sejak semalam.' };
    await run((tx) => reopenVoice(tx, office.village, resident(), again));
    expect(await seen(reference)).toMatchObject({
      voice: { state: 'verified', assignee_id: null, satisfied: null },
    });

    await office.move(reference, 'assign', office.secretary, { petugas: office.official.staffId });
    await office.move(reference, 'begin', office.official);
    await office.move(reference, 'answer', office.official, { jawaban: 'Kabel baru terpasang.' });
    await run((tx) => acceptAnswer(tx, office.village, resident(), reference));
    world.clock.advance(11 * day);
    expect((await own(reference)).mayReopen).toBe(false);
    await expect(run((tx) => reopenVoice(tx, office.village, resident(), again))).rejects.toEqual(
      refused('conflict'),
    );
  });

  test('refused and forwarded with words; what came back concludes it', async () => {
    const one = await office.send();
    await expect(office.move(one, 'refuse', office.operator)).rejects.toEqual(refused('invalid'));
    await office.move(one, 'refuse', office.operator, { alasan: 'Bukan wewenang desa.' });
    expect(await own(one)).toMatchObject({ state: 'refused', answer: 'Bukan wewenang desa.' });
    await expect(
      run((tx) => addWords(tx, office.village, resident(), { reference: one, text: 'Kenapa?' })),
    ).rejects.toEqual(refused('conflict'));

    const other = await office.send({ judul: 'Jembatan kabupaten retak' });
    const to = { tujuan: 'Camat', nomor: '12/2026', catatan: 'Jembatan ini milik kabupaten.' };
    await expect(
      office.move(other, 'forward', office.operator, { ...to, tujuan: '' }),
    ).rejects.toEqual(refused('invalid'));
    await office.move(other, 'forward', office.operator, to);
    expect(await own(other)).toMatchObject({ forwarded: 'Camat, nomor 12/2026' });
    await office.move(other, 'conclude', office.operator, { jawaban: 'Diperbaiki kabupaten.' });
    expect(await own(other)).toMatchObject({ state: 'done', answer: 'Diperbaiki kabupaten.' });
  });

  test('pictures lie with what they came with, for the reporter and the office alone', async () => {
    const reference = await office.send({}, office.siti, [await photo()]);
    const [pictureId] = (await own(reference)).thread[0]!.pictures;
    const input = { reference, pictureId: pictureId! };
    const { content } = await run((tx) => getOwnPicture(tx, office.village.id, resident(), input));
    expect(content.length).toBeGreaterThan(100);
    await run((tx) => openVoicePicture(tx, office.village.id, office.operator, input));
    await expect(
      run((tx) => getOwnPicture(tx, office.village.id, resident(office.budi), input)),
    ).rejects.toEqual(refused('not-found'));
    const many = await Promise.all([1, 2, 3, 4, 5, 6].map(() => photo()));
    await expect(office.send({}, office.siti, many)).rejects.toEqual(refused('invalid'));
  });
});

describe('who may do what', () => {
  test('each step belongs to somebody', async () => {
    const reference = await office.send();
    const wrong = async (action: Parameters<typeof office.move>[1], as = office.official) =>
      expect(office.move(reference, action, as), action).rejects.toEqual(refused('forbidden'));
    await wrong('verify');
    await wrong('verify', office.head);
    await wrong('refuse', office.overseer);
    await wrong('assign', office.secretary);
    await office.move(reference, 'verify', office.operator);
    await wrong('verify', office.operator);
    await wrong('assign', office.operator);
    const give = { petugas: office.official.staffId };
    for (const [typed, field] of [
      [{}, 'petugas'],
      [{ petugas: office.overseer.staffId }, 'petugas'],
      [{ ...give, hari: '0' }, 'hari'],
      [{ ...give, hari: '61' }, 'hari'],
      [{ ...give, perintah: 'x'.repeat(301) }, 'perintah'],
    ] as const)
      await expect(office.move(reference, 'assign', office.secretary, typed)).rejects.toMatchObject(
        { kind: 'invalid', fields: { [field]: expect.any(String) } },
      );
    await office.move(reference, 'assign', office.secretary, give);
    await wrong('begin', office.operator);
    await wrong('answer', office.official);
    await wrong('accept', office.official);
    await wrong('close', office.head);
    const { voice } = await seen(reference);
    const late = { reference, version: voice.version - 1, action: 'begin', typed: {} } as const;
    await expect(run((tx) => moveVoice(tx, office.village, office.official, late))).rejects.toEqual(
      refused('conflict'),
    );
  });

  test('a reporter is nobody else', async () => {
    const reference = await office.send();
    for (const work of [
      () => own(reference, office.budi),
      () => run((tx) => acceptAnswer(tx, office.village, resident(office.budi), reference)),
      () =>
        run((tx) =>
          addWords(tx, office.village, resident(office.budi), { reference, text: 'Saya juga.' }),
        ),
      () => run((tx) => openOwnVoice(tx, office.village, { kind: 'ticket', code: 'X' }, reference)),
    ])
      await expect(work()).rejects.toEqual(refused('not-found'));
    await expect(
      run((tx) => acceptAnswer(tx, office.village, resident(), reference)),
    ).rejects.toEqual(refused('conflict'));
    await expect(
      run((tx) => rateVoice(tx, office.village, resident(), { reference, satisfied: true })),
    ).rejects.toEqual(refused('conflict'));
  });

  test('nobody moves on what they sent themselves, secret or not', async () => {
    const { id } = office.village;
    const row = await makeStaff(id, ['operator', 'secretary'], {
      resident_id: office.budi.residentId,
    });
    const officer = staffVisitor(row);
    for (const rahasia of ['', 'ya']) {
      const reference = await office.send({ rahasia }, office.budi);
      expect((await seen(reference, officer)).actions).toEqual([]);
      await expect(office.move(reference, 'verify', officer)).rejects.toEqual(refused('forbidden'));
      await expect(
        run((tx) => addNote(tx, id, officer, { reference, text: 'Biarkan saja.' })),
      ).rejects.toEqual(refused('forbidden'));
    }
  });

  test('one form is one voice, and ten a day are enough', async () => {
    const key = randomUUID();
    const first = await office.send({}, office.budi, [], key);
    expect(await office.send({}, office.budi, [], key)).toBe(first);
    world.clock.advance(2 * day);
    for (let i = 0; i < 10; i++) await office.send({ rahasia: i % 2 ? 'ya' : '' }, office.budi);
    await expect(office.send({}, office.budi)).rejects.toEqual(refused('too-many'));
  });
});

describe('days', () => {
  test('deadlines skip holidays and weekends, and lateness is kept', async () => {
    // Wednesday afternoon; Thursday and Friday are holidays.
    world.clock.set('2027-03-10T06:00:00Z');
    await run((tx) =>
      tx
        .insertInto('holiday')
        .values(
          ['2027-03-11', '2027-03-12'].map((on_date) => ({
            village_id: office.village.id,
            on_date,
            name: 'Libur',
          })),
        )
        .execute(),
    );
    const reference = await office.send();
    expect((await own(reference)).dueOn).toBe('2027-03-17');
    await office.move(reference, 'verify', office.operator);
    await office.move(reference, 'assign', office.secretary, {
      petugas: office.official.staffId,
      hari: '1',
    });
    expect((await own(reference)).dueOn).toBe('2027-03-15');

    world.clock.set('2027-03-16T01:00:00Z');
    await watchVoices(office.village.id);
    await watchVoices(office.village.id);
    const { voice, overdue, thread } = await seen(reference);
    expect(overdue).toBe(true);
    expect(voice.escalated_at).not.toBeNull();
    expect(thread.filter(({ action }) => action === 'escalate')).toHaveLength(1);
    expect((await own(reference)).thread.some(({ action }) => action === 'escalate')).toBe(false);

    await office.move(reference, 'begin', office.official);
    await office.move(reference, 'answer', office.official, { jawaban: 'Maaf terlambat.' });
    expect((await seen(reference)).voice).toMatchObject({ in_time: false, escalated_at: null });

    world.clock.set('2027-03-26T01:00:00Z');
    await watchVoices(office.village.id);
    expect((await own(reference)).state).toBe('asking');
    world.clock.set('2027-03-27T01:00:00Z');
    await watchVoices(office.village.id);
    expect(await own(reference)).toMatchObject({ state: 'done', mayReopen: true });
    const [notice] = await noticesOf(office.siti.residentId);
    expect(notice!.text).toContain('tidak ada tanggapan');
  });

  test('the village sets its own days within bounds', async () => {
    const days = { periksa: '2', jawab: '4', tanggap: '7', buka: '14' };
    await expect(saveVoiceRules(office.village, office.operator, days)).rejects.toEqual(
      refused('forbidden'),
    );
    await expect(
      saveVoiceRules(office.village, office.admin, { ...days, jawab: '61' }),
    ).rejects.toMatchObject({ fields: { jawab: expect.any(String) } });
    await saveVoiceRules(office.village, office.admin, days);
    const profile = await run((tx) =>
      tx.selectFrom('village_profile').selectAll().executeTakeFirstOrThrow(),
    );
    expect(profile).toMatchObject({ voice_verify_days: 2, voice_reopen_days: 14 });
  });
});

describe('the public board', () => {
  test('shows what was verified, without names and numbers, with answers', async () => {
    world.clock.advance(2 * day);
    const story = 'Lampu mati. Hubungi saya di 0812-3456-7890, NIK 5207024708840001, terima kasih.';
    const reference = await office.send({ cerita: story, kategori: 'air' });
    const open = () => run((tx) => openPublicVoice(tx, reference));
    await expect(open()).rejects.toEqual(refused('not-found'));
    await office.bringToHandling(reference);
    await office.move(reference, 'answer', office.official, {
      jawaban: 'Telepon 0812 999 888 77.',
    });
    const { voice, steps } = await open();
    expect(voice).toMatchObject({ from: 'S. A.', answer: 'Telepon •••.' });
    expect(JSON.stringify([voice, steps])).not.toMatch(/\d{9}|3456|SITI|Petugas \d/);
    expect(steps.at(-1)).toMatchObject({ action: 'answer', text: 'Telepon •••.' });
    const figures = await run((tx) => readVoiceFigures(tx, office.village));
    expect(figures.find(({ category }) => category === 'air')).toMatchObject({ all: 1, inTime: 1 });

    const takeOff = (publish: boolean) =>
      run((tx) => publishVoice(tx, office.village.id, office.operator, { reference, publish }));
    await takeOff(false);
    await expect(open()).rejects.toEqual(refused('not-found'));
    await takeOff(true);
    await open();
  });

  test('of an anonymous one not even initials; of a secret one nothing, ever', async () => {
    const anonymous = await office.send({ anonim: 'ya', judul: 'Sampah di pasar desa' });
    await office.move(anonymous, 'verify', office.operator, { tayang: 'ya' });
    expect((await run((tx) => openPublicVoice(tx, anonymous))).voice.from).toBe('Tanpa nama');
    expect((await seen(anonymous)).reporter).toBe('SITI AMINAH');

    const secret = await office.send({ rahasia: 'ya', judul: 'Perjudian di kebun kelapa' });
    await office.move(secret, 'verify', office.operator, { tayang: 'ya' });
    await expect(run((tx) => openPublicVoice(tx, secret))).rejects.toEqual(refused('not-found'));
    await expect(
      run((tx) =>
        publishVoice(tx, office.village.id, office.operator, { reference: secret, publish: true }),
      ),
    ).rejects.toEqual(refused('conflict'));
    const { voices } = await run((tx) => listPublicVoices(tx, { page: 1 }));
    expect(voices.map(({ reference }) => reference)).not.toContain(secret);
  });

  test('an alike one is found and joined; who joined is told, and it is in their list', async () => {
    const typed = { ...lamp, kategori: 'keamanan', judul: 'Pencurian ayam di dusun bawah' };
    const reference = await office.send(typed);
    const alike = (more: Record<string, string>) =>
      run((tx) =>
        findAlikeVoices(
          tx,
          readVoice({ ...typed, ...more }, { areas: [], officials: [], today: '2028-01-01' }),
        ),
      );
    expect(await alike({})).toEqual([]);
    await office.move(reference, 'verify', office.operator, { tayang: 'ya' });
    const again = {
      judul: 'Ayam dicuri di dusun bawah',
      cerita: 'Tadi malam ayam saya dicuri lagi.',
    };
    expect((await alike(again)).map((one) => one.reference)).toEqual([reference]);
    expect(
      await alike({ judul: 'Kapan ronda malam mulai?', cerita: 'Mohon jadwal ronda desa.' }),
    ).toEqual([]);
    expect(await alike({ ...again, rahasia: 'ya' })).toEqual([]);

    const join = (visitor = office.budi) =>
      run((tx) => joinVoice(tx, office.village.id, visitor, reference));
    await join();
    await join();
    await expect(join(office.siti)).rejects.toEqual(refused('conflict'));
    expect((await run((tx) => openPublicVoice(tx, reference))).voice.joiners).toBe(1);
    await office.move(reference, 'assign', office.secretary, { petugas: office.official.staffId });
    const told = await noticesOf(office.budi.residentId);
    expect(told[0]).toMatchObject({ link: `/aspirasi/${reference}` });
    const { joined } = await run((tx) => listOwnVoices(tx, office.village, office.budi));
    expect(joined.map((one) => one.reference)).toEqual([reference]);
    await office.move(reference, 'refuse', office.secretary, { alasan: 'Sudah ditangani polisi.' });
    await expect(join()).rejects.toEqual(refused('conflict'));
  });
});
