import { beforeEach, describe, expect, test } from 'vitest';
import {
  answerVoice,
  countWaitingVoices,
  findObjectionTo,
  listOwnVoices,
  listVoices,
  moveRecipient,
  objectToAid,
  openChat,
  openOwnVoice,
  openProposalForm,
  openVoice,
  proposeAid,
  publishList,
  withdrawVoice,
} from '../../src/lib/server/assistance/index.ts';
import type { ResidentVisitor, StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { declareTestChange, makeStaff, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { openAidOffice, refused, type AidOffice } from './aid-office.ts';

const world = useWorld();
let office: AidOffice;
let programme: string;
beforeEach(async () => {
  office = await openAidOffice(world);
  programme = await office.programme();
});

const why = 'Rumahnya rusak dan tidak punya penghasilan.';
const propose = (
  by: ResidentVisitor,
  typed: Record<string, string> = {},
  key: string = crypto.randomUUID(),
) =>
  office.run((tx) =>
    proposeAid(tx, office.village, by, {
      typed: { program: programme, untuk: by.residentId, alasan: why, ...typed },
      key,
    }),
  );
const object = (
  by: ResidentVisitor,
  about: { recipientId?: string; voiceId?: string },
  reason = 'Sudah pindah sejak tahun lalu.',
) =>
  office.run((tx) =>
    objectToAid(tx, office.village, by, { ...about, reason, key: crypto.randomUUID() }),
  );
const answer = (
  id: string,
  accept: boolean,
  more: { words?: string; as?: StaffVisitor; residentId?: string } = {},
) =>
  office.run((tx) =>
    answerVoice(tx, office.village, more.as ?? office.secretary, {
      id,
      accept,
      answer: more.words ?? 'Sudah diperiksa bersama ketua RT.',
      residentId: more.residentId ?? null,
    }),
  );
const open = (id: string, as: StaffVisitor = office.operator) =>
  office.run((tx) => openVoice(tx, office.village, as, id));
const move = (id: string, action: string) =>
  office.run((tx) =>
    moveRecipient(tx, office.village, office.secretary, {
      id,
      action,
      typed: { alasan: 'Tidak memenuhi syarat program.', jenisHenti: 'unfit' },
    }),
  );

describe('usul', () => {
  test('for oneself is answered within five working days and becomes a proposed recipient', async () => {
    const key = crypto.randomUUID();
    const id = await propose(office.wife, {}, key);
    expect(await propose(office.wife, {}, key)).toBe(id);
    // Monday morning: the following Monday, since the office is closed on two days.
    expect(await open(id)).toMatchObject({
      dueOn: '2026-11-30',
      asker: { name: 'SITI AMINAH' },
      about: 'SITI AMINAH',
      wantsPerson: false,
      mayAnswer: true,
    });
    expect(await office.run((tx) => countWaitingVoices(tx, office.operator))).toBe(1);
    await expect(answer(id, true, { words: 'Ya' })).rejects.toEqual(refused('invalid', 'jawaban'));
    await answer(id, true, { as: office.operator });
    await expect(answer(id, false)).rejects.toEqual(refused('conflict', 'sudah dijawab'));
    const { recipientId } = await open(id);
    expect(await office.look(recipientId!)).toMatchObject({
      state: 'proposed',
      familyId: office.family,
    });
    expect(
      await office.run((tx) => openOwnVoice(tx, office.village, office.wife, id)),
    ).toMatchObject({ state: 'accepted', answer: 'Sudah diperiksa bersama ketua RT.' });
    expect((await office.told(office.wife))[0]).toContain('Usul Anda tentang BLT Dana Desa');
    await expect(propose(office.head)).rejects.toEqual(refused('conflict', 'sudah ada'));
  });

  test('once answered, the asker can be told by hand, in words that betray nothing of aid', async () => {
    const chat = (id: string, as: StaffVisitor = office.operator) =>
      office.run((tx) => openChat(tx, office.village, as, id));
    await office.run(async (tx) => {
      await declareTestChange(tx);
      await tx
        .updateTable('resident')
        .set({ phone: '+6281234567890' })
        .where('id', '=', office.wife.residentId)
        .execute();
    });
    const id = await propose(office.wife);
    expect((await open(id)).mayChat).toBe(false);
    await expect(chat(id)).rejects.toEqual(refused('conflict', 'belum dijawab'));
    await answer(id, true);
    expect((await open(id)).mayChat).toBe(true);
    const address = new URL(await chat(id));
    expect(address.origin + address.pathname).toBe('https://wa.me/6281234567890');
    expect(address.searchParams.get('text')).toMatch(/^Siti, ada kabar baru untuk Anda\. Buka /);
    const overseer = staffVisitor(await makeStaff(office.village.id, ['overseer']));
    await expect(chat(id, overseer)).rejects.toEqual(refused('forbidden'));
  });

  test('is for oneself and, for head and spouse, the family; others are neighbours', async () => {
    const formOf = async (who: ResidentVisitor) =>
      (await office.run((tx) => openProposalForm(tx, office.village, who))).people.map(
        ({ name }) => name,
      );
    expect(await formOf(office.head)).toEqual([
      'AHMAD SYUKRI',
      'SITI AMINAH',
      'RIZKI RAMADHAN',
      'NABILA PUTRI',
    ]);
    expect(await formOf(office.son)).toEqual(['RIZKI RAMADHAN']);
    for (const untuk of [office.head.residentId, office.stranger.residentId, 'x', ''])
      await expect(propose(office.son, { untuk })).rejects.toEqual(refused('invalid', 'usulkan'));
    await expect(propose(office.son, { untuk: 'tetangga', tetangga: 'Ani' })).rejects.toEqual(
      refused('invalid', 'tempat tinggal'),
    );
  });

  test('for a neighbour tells nothing of what they receive, and wants the person found', async () => {
    const pip = await office.programme({ nama: 'PIP', sasaran: 'person' });
    await office.put(pip, office.stranger);
    const neighbour = { program: pip, untuk: 'tetangga', tetangga: 'Pak Orang Lain, RT 002' };
    const id = await propose(office.head, neighbour);
    expect(await open(id)).toMatchObject({ about: 'Pak Orang Lain, RT 002', wantsPerson: true });
    await expect(answer(id, true)).rejects.toEqual(refused('invalid', 'siapa warganya'));
    await expect(answer(id, true, { residentId: office.stranger.residentId })).rejects.toEqual(
      refused('conflict', 'sudah ada'),
    );
    await answer(id, false, { words: 'Usul tidak bisa diproses sekarang.' });
    const other = await propose(office.stranger, {
      untuk: 'tetangga',
      tetangga: 'Keluarga Ahmad Syukri, RT 001',
    });
    await answer(other, true, { residentId: office.head.residentId });
    // The proposer reads the answer, and nothing of the family's aid.
    expect(await office.own(office.stranger)).toMatchObject([{ programme: 'PIP' }]);
    expect(await office.own(office.head)).toMatchObject([{ state: 'proposed' }]);
  });

  test('wants a programme that is open to it, a reason, and not the same twice or too many', async () => {
    const closed = await office.programme({ nama: 'PKH', usul: '' });
    const past = await office.programme({ nama: 'BST', selesai: '2026-02-01' });
    const group = await office.programme({ nama: 'Pupuk', sasaran: 'group' });
    for (const program of [closed, past, group, crypto.randomUUID()])
      await expect(propose(office.head, { program })).rejects.toEqual(
        refused('invalid', 'tidak menerima usul'),
      );
    await expect(propose(office.head, { alasan: 'miskin' })).rejects.toEqual(
      refused('invalid', 'alasannya'),
    );
    await expect(propose(office.stranger)).rejects.toEqual(refused('invalid', 'KK'));
    await propose(office.head);
    await expect(propose(office.head)).rejects.toEqual(refused('conflict', 'masih menunggu'));
    for (let n = 2; n <= 5; n++)
      await propose(office.head, { untuk: 'tetangga', tetangga: `Tetangga nomor ${n}, RT 00${n}` });
    await expect(
      propose(office.head, { untuk: 'tetangga', tetangga: 'Tetangga nomor 6, RT 006' }),
    ).rejects.toEqual(refused('invalid', 'Masih ada 5'));
  });

  test('can be taken back until it is answered, by the asker alone', async () => {
    const id = await propose(office.head);
    const withdraw = (by: ResidentVisitor) =>
      office.run((tx) => withdrawVoice(tx, office.village, by, id));
    await expect(withdraw(office.wife)).rejects.toEqual(refused('not-found'));
    await withdraw(office.head);
    await expect(withdraw(office.head)).rejects.toEqual(refused('conflict'));
    await expect(answer(id, true)).rejects.toEqual(refused('conflict'));
  });
});

describe('sanggah', () => {
  test('against one’s own refusal brings the recipient back when it is accepted', async () => {
    const id = await office.put(programme, office.head, {});
    await expect(object(office.head, { recipientId: id })).rejects.toEqual(refused('not-found'));
    await move(id, 'refuse');
    const objection = await object(
      office.wife,
      { recipientId: id },
      'Suami saya sudah tidak bekerja.',
    );
    expect(await open(objection)).toMatchObject({ bringsBack: true, mayAnswer: false });
    await expect(answer(objection, true, { as: office.operator })).rejects.toEqual(
      refused('forbidden'),
    );
    await answer(objection, true);
    expect(await office.look(id)).toMatchObject({ state: 'proposed', reason: null });
  });

  test('against a stop that is refused leaves it as it is, with an answer', async () => {
    const id = await office.put(programme, office.head);
    await move(id, 'stop');
    const objection = await object(office.head, { recipientId: id });
    await expect(object(office.head, { recipientId: id })).rejects.toEqual(
      refused('conflict', 'masih menunggu'),
    );
    await answer(objection, false);
    expect((await office.look(id)).state).toBe('stopped');
    expect(
      await office.run((tx) => openOwnVoice(tx, office.village, office.head, objection)),
    ).toMatchObject({ state: 'refused', answer: 'Sudah diperiksa bersama ketua RT.' });
  });

  test('against the refusal of a proposal makes it a recipient when it is accepted', async () => {
    const proposal = await propose(office.head);
    await expect(object(office.head, { voiceId: proposal })).rejects.toEqual(refused('not-found'));
    await answer(proposal, false);
    await expect(object(office.wife, { voiceId: proposal })).rejects.toEqual(refused('not-found'));
    const objection = await object(office.head, { voiceId: proposal });
    await answer(objection, true);
    expect(await office.own(office.wife)).toMatchObject([{ state: 'proposed' }]);
  });

  test('against somebody else is possible only where the village has published the names', async () => {
    const id = await office.put(programme, office.head);
    await expect(object(office.stranger, { recipientId: id })).rejects.toEqual(
      refused('not-found'),
    );
    await office.run((tx) =>
      publishList(tx, office.village, office.secretary, programme, { keputusan: 'BA 04/2026' }),
    );
    // Not against oneself.
    await expect(object(office.wife, { recipientId: id })).rejects.toEqual(refused('not-found'));
    const to = await office.run((tx) =>
      findObjectionTo(tx, office.village, office.stranger, { recipientId: id }),
    );
    expect(to).toMatchObject({ name: 'AHMAD SYUKRI', own: false });
    const before = await office.told(office.head);
    const objection = await object(office.stranger, { recipientId: id });
    await answer(objection, true);
    // Nothing changes by itself, and the family is not told of it.
    expect((await office.look(id)).state).toBe('active');
    expect(await office.told(office.head)).toEqual(before);
    await move(id, 'stop');
    await expect(object(office.stranger, { recipientId: id })).rejects.toEqual(
      refused('not-found'),
    );
  });
});

test('nobody reads what another said, and nobody answers in their own matter', async () => {
  const id = await propose(office.head);
  for (const other of [office.wife, office.stranger])
    await expect(office.run((tx) => openOwnVoice(tx, office.village, other, id))).rejects.toEqual(
      refused('not-found'),
    );
  expect(await office.run((tx) => listOwnVoices(tx, office.village, office.wife))).toEqual([]);
  const own = staffVisitor(
    await makeStaff(office.village.id, ['secretary'], { resident_id: office.son.residentId }),
  );
  expect(await open(id, own)).toMatchObject({ own: true, mayAnswer: false });
  await expect(answer(id, true, { as: own })).rejects.toEqual(refused('forbidden', 'keluarga'));
  const overseer = await office.staff('overseer');
  await expect(open(id, overseer)).rejects.toEqual(refused('forbidden'));
  await expect(
    office.run((tx) => listVoices(tx, office.village, overseer, { view: 'menunggu', page: 1 })),
  ).rejects.toEqual(refused('forbidden'));
  await expect(answer(id, true, { as: await office.staff('official') })).rejects.toEqual(
    refused('forbidden'),
  );
  const there = await openAidOffice(world);
  await expect(there.run((tx) => openVoice(tx, there.village, there.operator, id))).rejects.toEqual(
    refused('not-found'),
  );
});
