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
import { now } from '../../src/lib/server/platform/index.ts';
import { makeResident } from '../factories.ts';
import { origin, type LetterOffice } from '../letters/letter-office.ts';

/** A letter for a list that is still being put together, and one of which the letters are made. */
export async function furnishBatches(office: LetterOffice) {
  const { id } = await makeResident(office.village.id, { name: 'PENERIMA PERTAMA' });
  const letterBatch = await prepare(office, 'Calon beasiswa', id);
  const madeBatch = await prepare(office, 'Sudah jadi', id);
  const input = async () => {
    const look = { filter: 'all', page: 1 } as const;
    const { version } = await office.run((tx) =>
      openLetterBatch(tx, office.village, office.operator, madeBatch, look),
    );
    return { batchId: madeBatch, version, origin };
  };
  const { run, village } = office;
  const filed = await input();
  await run((tx) => fileBatch(tx, village, office.operator, filed));
  const forwarded = await input();
  await run((tx) => forwardBatch(tx, village, office.official, forwarded));
  const approved = await input();
  await run((tx) => approveBatch(tx, village, { ...office.head, provedAt: now() }, approved));
  await carryOutLetterBatch(village.id, madeBatch);
  return { letterBatch, madeBatch };
}

function prepare({ run, village, operator }: LetterOffice, name: string, residentId: string) {
  return run(async (tx) => {
    const slug = 'keterangan-umur';
    const batchId = await startLetterBatch(tx, village.id, operator, { slug, name });
    const typed = { purpose: 'pendaftaran beasiswa kabupaten' };
    await answerBatch(tx, village, operator, { batchId, typed, seen: [], again: true });
    const choice = { kind: 'residents', ids: [residentId] } as const;
    await addToList(tx, village, operator, { batchId, choice });
    return batchId;
  });
}
