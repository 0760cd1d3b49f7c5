import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import {
  addToList,
  answerBatch,
  approveBatch,
  carryOutLetterBatch,
  fileBatch,
  forwardBatch,
  openLetterBatch,
  startLetterBatch,
} from '../../src/lib/server/letters/index.ts';
import { withVillage } from '../../src/lib/server/platform/index.ts';
import type { ResidentSearch } from '../../src/lib/server/population/index.ts';
import type { VillageContext } from '../../src/lib/server/villages/index.ts';

interface Officers {
  operator: StaffVisitor;
  official: StaffVisitor;
  head: StaffVisitor;
}

/** Letters for lists of residents: one of which all are made, and one that waits for the head. */
export async function playBatches(
  village: VillageContext,
  officers: Officers,
  { origin, hamlet }: { origin: string; hamlet: string },
): Promise<void> {
  const students: ResidentSearch = {
    search: '',
    hamlet,
    basicStatus: 1,
    bornFrom: '2004-01-01',
    bornUntil: '2008-12-31',
  };
  const made = await bringToHead(village, officers, {
    name: `Calon penerima beasiswa Dusun ${hamlet}`,
    purpose: 'pendaftaran beasiswa Pemerintah Kabupaten Sumbawa Barat',
    search: students,
  });
  const { version } = await open(village, officers.head, made);
  const approval = { batchId: made, version, origin };
  await withVillage(village.id, (tx) => approveBatch(tx, village, officers.head, approval));
  await carryOutLetterBatch(village.id, made);
  await bringToHead(village, officers, {
    name: 'Peserta kursus menjahit',
    purpose: 'pendaftaran kursus menjahit di Balai Latihan Kerja',
    search: {
      ...students,
      hamlet: undefined,
      sex: 2,
      bornFrom: '1998-01-01',
      bornUntil: '2001-12-31',
    },
  });
}

const open = (village: VillageContext, officer: StaffVisitor, batchId: string) =>
  withVillage(village.id, (tx) =>
    openLetterBatch(tx, village, officer, batchId, { filter: 'all', page: 1 }),
  );

async function bringToHead(
  village: VillageContext,
  { operator, official }: Officers,
  list: { name: string; purpose: string; search: ResidentSearch },
): Promise<string> {
  const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
  const slug = 'keterangan-umur';
  const batchId = await run((tx) =>
    startLetterBatch(tx, village.id, operator, { slug, name: list.name }),
  );
  const typed = { purpose: list.purpose };
  await run((tx) => answerBatch(tx, village, operator, { batchId, typed, seen: [], again: false }));
  const choice = { kind: 'search', search: list.search } as const;
  await run((tx) => addToList(tx, village, operator, { batchId, choice }));
  const filed = await open(village, operator, batchId);
  await run((tx) => fileBatch(tx, village, operator, { batchId, version: filed.version }));
  const forwarded = await open(village, official, batchId);
  await run((tx) => forwardBatch(tx, village, official, { batchId, version: forwarded.version }));
  return batchId;
}
