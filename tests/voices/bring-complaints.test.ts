import { expect, test } from 'vitest';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  bringComplaint,
  countUnfinishedComplaints,
  listOldComplaints,
  openOldComplaint,
} from '../../src/lib/server/bring-complaints.ts';
import { listKeptRecords, openKeptRecord } from '../../src/lib/server/opensid/index.ts';
import { listVoices, openIdentity, openVoice } from '../../src/lib/server/voices/index.ts';
import { furnishOpensid } from '../e2e/furnish-opensid.ts';
import { useWorld } from '../world.ts';
import { openVoiceOffice, type VoiceOffice } from './voice-office.ts';
import { makeVillage } from '../factories.ts';

const world = useWorld();

const furnish = async () => {
  const office = await openVoiceOffice(await makeVillage('Batu Putih'), world.clock);
  return { office, id: (await furnishOpensid(office.village)).oldComplaint };
};

const list = (office: VoiceOffice, as: StaffVisitor, asked = {}) =>
  office.run((tx) => listOldComplaints(tx, as, { page: 1, ...asked }));
const bring = (office: VoiceOffice, as: StaffVisitor, id: string, typed = {}) =>
  office.run((tx) =>
    bringComplaint(tx, office.village, as, { id, typed: { kategori: 'listrik', ...typed } }),
  );

test('are read with their answers, found by any word, numbers masked, on record', async () => {
  const { office, id } = await furnish();
  const { operator, run, village } = office;
  const { items, total } = await list(office, operator);
  expect(total).toBe(1);
  expect(items).toEqual([
    {
      id,
      title: 'Lampu jalan mati',
      from: 'Warga Contoh',
      onDate: '2024-04-01',
      stage: 'Diproses',
      answers: 1,
      reference: undefined,
    },
  ]);
  for (const words of ['depan masjid', 'SEDANG DIPROSES', 'warga contoh', 'lampu'])
    expect((await list(office, operator, { words })).total, words).toBe(1);
  expect((await list(office, operator, { words: 'jembatan%' })).total).toBe(0);
  expect((await list(office, operator, { done: true })).total).toBe(0);
  expect((await list(office, operator, { done: false })).total).toBe(1);

  const opened = await run((tx) => openOldComplaint(tx, village.id, operator, id));
  expect(opened).toMatchObject({
    story: 'Lampu di depan masjid mati\nsejak Senin.',
    phone: expect.stringMatching(/•/),
    residentName: expect.any(String),
    replies: [{ by: 'Admin', onDate: '2024-04-02', text: 'Sedang diproses' }],
  });
  const read = await run((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['resident_id', 'actor_id'])
      .where('subject_id', '=', id)
      .execute(),
  );
  expect(read).toEqual([{ resident_id: opened.residentId, actor_id: operator.staffId }]);
  // They stand here alone, where an officer can be kept from one.
  const kept = await run((tx) =>
    listKeptRecords(tx, operator, { kind: 'complaint', search: '', page: 1 }),
  );
  expect(kept.items).toEqual([]);
  expect(kept.kinds.map(({ kind }) => kind)).not.toContain('complaint');
  await expect(run((tx) => openKeptRecord(tx, village.id, operator, id))).rejects.toMatchObject({
    kind: 'not-found',
  });
});

test('one that was not done goes on as a voice, once, with its reporter sealed', async () => {
  const { office, id } = await furnish();
  const { operator, secretary, overseer, run, village } = office;
  await expect(bring(office, overseer, id)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(bring(office, operator, id, { kategori: '' })).rejects.toMatchObject({
    kind: 'invalid',
    fields: { kategori: expect.any(String) },
  });
  await expect(bring(office, operator, id, { tentang: crypto.randomUUID() })).rejects.toMatchObject(
    { kind: 'invalid', fields: { tentang: expect.any(String) } },
  );

  const unfinished = () => run((tx) => countUnfinishedComplaints(tx, operator));
  expect(await unfinished()).toBe(1);
  const reference = await bring(office, operator, id);
  expect(await unfinished()).toBe(0);
  expect(await bring(office, secretary, id)).toBe(reference);
  const { lines, total } = await run((tx) =>
    listVoices(tx, village, operator, { view: 'semua', page: 1 }),
  );
  expect(total).toBe(1);
  expect(lines[0]).toMatchObject({ reference, state: 'received', title: 'Lampu jalan mati' });
  const { voice, thread } = await run((tx) => openVoice(tx, village, operator, reference));
  expect(voice).toMatchObject({ category: 'listrik', anonymous: true, secret: false });
  expect(thread.map(({ action, text }) => [action, text])).toEqual([
    ['send', ''],
    ['take-over', 'Dikirim 1 April 2024.\nTanggapan lama, 2 April 2024: Sedang diproses'],
  ]);
  expect(
    await run((tx) =>
      openIdentity(tx, village, secretary, { reference, reason: 'Menanyakan tempatnya' }),
    ),
  ).toMatchObject({ name: 'Warga Contoh', contact: '0812-3456-7890' });
  expect((await list(office, operator)).items[0]).toMatchObject({ reference });
});

test('one about an officer is there for them neither as a voice nor as it was', async () => {
  const { office, id } = await furnish();
  const { operator, official, secretary, run, village } = office;
  await expect(
    bring(office, secretary, id, { tentang: await office.officialOf(secretary) }),
  ).rejects.toMatchObject({ kind: 'invalid', fields: { tentang: expect.any(String) } });
  expect((await list(office, secretary)).total).toBe(1);

  await bring(office, operator, id, { tentang: await office.officialOf(official) });
  expect((await list(office, official)).total).toBe(0);
  await expect(run((tx) => openOldComplaint(tx, village.id, official, id))).rejects.toMatchObject({
    kind: 'not-found',
  });
  expect((await list(office, operator)).total).toBe(1);
});

test('one that was done stays as it is; nobody without the right, nobody of another village', async () => {
  const { office, id } = await furnish();
  const { operator, run, village } = office;
  await run((tx) =>
    tx
      .updateTable('carried_record')
      .set((eb) => ({ data: eb.cast(eb.val('{"judul":"X","isi":"Y","status":"3"}'), 'jsonb') }))
      .where('id', '=', id)
      .execute(),
  );
  expect((await list(office, operator, { done: true })).items[0]).toMatchObject({
    stage: 'Selesai',
    from: 'Tanpa nama',
  });
  await expect(bring(office, operator, id)).rejects.toMatchObject({ kind: 'conflict' });
  const editor = { ...operator, roles: ['editor'] as const };
  await expect(list(office, editor)).rejects.toMatchObject({ kind: 'forbidden' });
  await expect(run((tx) => openOldComplaint(tx, village.id, editor, id))).rejects.toMatchObject({
    kind: 'forbidden',
  });
  const elsewhere = await furnish();
  expect((await list(elsewhere.office, elsewhere.office.operator)).items[0]!.id).not.toBe(id);
  await expect(
    elsewhere.office.run((tx) =>
      openOldComplaint(tx, elsewhere.office.village.id, elsewhere.office.operator, id),
    ),
  ).rejects.toMatchObject({ kind: 'not-found' });
});
