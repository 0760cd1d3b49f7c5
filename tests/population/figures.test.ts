import * as XLSX from '@e965/xlsx';
import { beforeAll, expect, test } from 'vitest';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import {
  readFigures,
  readPublicFigures,
  takeOutFigures,
  writeFiguresSheet,
} from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';
import { makeFamily, makeResident, makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { makeEvents } from './make-event.ts';

useWorld();

let village: VillageContext;
const visitor = async () => staffVisitor(await makeStaff(village.id, ['overseer']));

beforeAll(async () => {
  village = await makeVillage('Batu Putih');
  const { id } = village;
  const family = await makeFamily(id);
  const area = await withVillage(id, (tx) =>
    tx
      .insertInto('area')
      .values({ village_id: id, hamlet: 'ATAS', rw: '001', rt: '001' })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  // It is 23 November 2026: the one turned five yesterday, the other will be tomorrow.
  await makeResident(id, { birth_date: '2021-11-22', family_id: family, area_id: area.id });
  await makeResident(id, { birth_date: '2021-11-24', family_id: family, sex: 2 });
  await makeResident(id, { birth_date: '1920-01-01', religion: null });
  for (let i = 0; i < 30; i += 1) await makeResident(id, { sex: 2, birth_date: '1991-05-05' });
  // Not counted: a guest, and one who has left.
  await makeResident(id, { residence: 2 });
  const gone = await makeResident(id, { basic_status: 3 });
  await makeEvents(id, [{ resident_id: gone.id, kind: 'departure', occurred_on: '2026-11-01' }]);
});

const read = async (hamlet?: string) => {
  const who = await visitor();
  return withVillage(village.id, (tx) => readFigures(tx, village, who, hamlet));
};

test('permanent residents who are there today, by age on this day', async () => {
  const { figures } = await read();
  expect(figures).toMatchObject({ people: 33, men: 2, women: 31, families: 1 });
  const ages = figures.tables[0]!.rows.filter(({ people }) => people > 0);
  expect(ages.map((r) => [r.label, r.men, r.women])).toEqual([
    ['0–4', 0, 1],
    ['5–9', 1, 0],
    ['35–39', 0, 30],
    ['75+', 1, 0],
  ]);
  const religion = figures.tables.find(({ key }) => key === 'religion')!;
  expect([religion.rows[0]!.people, religion.unknown.people]).toEqual([32, 1]);
});

test('of one hamlet', async () => {
  const { figures } = await read('ATAS');
  expect(figures).toMatchObject({ people: 1, men: 1, families: 1 });
});

test('the public learns neither of the two men nor of the lone one', async () => {
  const { figures, day } = await readPublicFigures(village);
  expect(day).toBe('2026-11-23');
  expect(figures).toMatchObject({ people: 33, sexes: undefined, ages: [] });
  expect(figures!.tables.find(({ key }) => key === 'religion')!.rows[0]).toEqual({
    label: 'Islam',
    people: 32,
  });
  expect(figures!.tables.map(({ key }) => key)).not.toContain('hamlet');
});

test('counted once for all who ask within minutes', async () => {
  const first = readPublicFigures(village);
  await makeResident(village.id);
  expect(readPublicFigures(village)).toBe(first);
});

test('as a spreadsheet', async () => {
  const who = await visitor();
  const { figures, day } = await withVillage(village.id, (tx) =>
    takeOutFigures(tx, village, who, undefined),
  );
  const pieces: Buffer[] = [];
  for await (const piece of writeFiguresSheet(village, undefined, day, figures)) pieces.push(piece);
  const book = XLSX.read(Buffer.concat(pieces));
  const rows = XLSX.utils.sheet_to_json<unknown[]>(book.Sheets[book.SheetNames[0]!]!, {
    header: 1,
  });
  expect(rows[0]).toEqual(['Statistik penduduk Desa Batu Putih']);
  expect(rows).toContainEqual(['5–9', 1, 0, 1]);
});
