import { beforeEach, expect, test } from 'vitest';
import { actTogether, listNamed, listTogether } from '../../src/lib/server/assistance/index.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { makeStaff, staffVisitor } from '../factories.ts';
import { photo } from '../letters/letter-office.ts';
import { useWorld } from '../world.ts';
import { decision, openAidOffice, refused, type AidOffice } from './aid-office.ts';

const world = useWorld();
let office: AidOffice;
let programmeId: string;
let all: string[];
beforeEach(async () => {
  office = await openAidOffice(world);
  programmeId = await office.programme({ sasaran: 'person' });
  all = [];
  for (const who of [office.head, office.wife, office.stranger])
    all.push(await office.put(programmeId, who, {}));
});

const act = (
  action: string,
  ids: readonly string[],
  typed: Record<string, string> = {},
  as: StaffVisitor = office.operator,
) => office.run((tx) => actTogether(tx, office.village, as, { programmeId, action, ids, typed }));
const list = (action: string, stageId = '', as: StaffVisitor = office.operator) =>
  office.run((tx) => listTogether(tx, office.village, as, { programmeId, action, stageId }));
const states = async () => Promise.all(all.map(async (id) => (await office.look(id)).state));

test('many are verified, decided on, activated and handed out to in a few steps', async () => {
  const stage = await office.stage(programmeId);
  expect(await list('')).toMatchObject({ action: 'verify', total: 3 });
  expect(await act('verify', all)).toBe(3);
  expect(await list('', '', office.secretary)).toMatchObject({
    action: 'decide',
    counts: { decide: 3 },
  });
  expect(await act('decide', all.slice(0, 2), decision, office.secretary)).toBe(2);
  expect(await act('activate', all.slice(0, 2))).toBe(2);
  expect(await list('pay')).toMatchObject({ lines: [], stage: undefined });
  expect((await list('pay', stage)).lines).toHaveLength(2);
  const paid = { tahap: stage, tanggalSalur: '2026-03-02' };
  const proof = await photo();
  await office.run((tx) =>
    actTogether(tx, office.village, office.operator, {
      programmeId,
      action: 'pay',
      ids: all.slice(0, 1),
      typed: paid,
      proof,
    }),
  );
  expect((await list('pay', stage)).lines.map(({ id }) => id)).toEqual([all[1]]);
  expect((await office.look(all[0]!)).payments).toMatchObject([
    { outcome: 'paid', amount: 300_000, file_name: 'foto.jpg' },
  ]);
  expect((await office.told(office.head))[0]).toContain('sudah disalurkan');
});

test('it is all of them or none', async () => {
  await act('verify', all.slice(0, 1));
  await expect(act('verify', all)).rejects.toEqual(refused('conflict', 'sudah berubah'));
  await expect(act('verify', [crypto.randomUUID(), all[1]!])).rejects.toEqual(refused('conflict'));
  await expect(act('verify', [])).rejects.toEqual(refused('invalid', 'Centang'));
  await expect(act('stop', all)).rejects.toEqual(refused('invalid', 'Pilih langkah'));
  await expect(act('decide', all.slice(0, 1), {}, office.secretary)).rejects.toEqual(
    refused('invalid', 'berita acara'),
  );
  expect(await states()).toEqual(['verified', 'proposed', 'proposed']);
});

test('who may not do it for one may not for many; one’s own family is left out', async () => {
  await act('verify', all);
  await expect(act('decide', all, decision)).rejects.toEqual(refused('forbidden'));
  await expect(list('', '', await office.staff('overseer'))).rejects.toEqual(refused('forbidden'));
  const own = staffVisitor(
    await makeStaff(office.village.id, ['secretary'], { resident_id: office.son.residentId }),
  );
  expect((await list('decide', '', own)).lines.map(({ name }) => name)).toEqual(['ORANG LAIN']);
  await expect(act('decide', all, decision, own)).rejects.toEqual(refused('forbidden', 'keluarga'));
  expect(await states()).toEqual(['verified', 'verified', 'verified']);
});

test('a list is told by whose names it stands in, as it was narrowed', async () => {
  const named = (filter = {}, as: StaffVisitor = office.operator) =>
    office.run((tx) => listNamed(tx, office.village, as, { programmeId, ...filter }));
  await act('verify', all.slice(0, 2));
  const { programme, residentIds } = await named();
  expect(programme).toBe('BLT Dana Desa');
  expect(residentIds.toSorted()).toEqual(
    [office.head, office.wife, office.stranger].map((who) => who.residentId).toSorted(),
  );
  expect((await named({ states: ['verified'] })).residentIds.toSorted()).toEqual(
    [office.head.residentId, office.wife.residentId].toSorted(),
  );
  expect((await named({ states: ['active'] })).residentIds).toEqual([]);
  const overseer = staffVisitor(await makeStaff(office.village.id, ['overseer']));
  await expect(named({}, overseer)).rejects.toEqual(refused('forbidden'));
});
