import type { ResidentColumn } from '../../src/lib/domain/resident-fields.ts';
import {
  attachProof,
  chooseFields,
  getOwnCorrection,
  keepWishes,
  sendCorrection,
} from '../../src/lib/server/population/index.ts';
import { photo, type LetterOffice } from '../letters/letter-office.ts';

/** One correction that waits for the office, and one that can be sent. */
export async function furnishCorrections({ run, village, siti }: LetterOffice) {
  const begin = async (column: ResidentColumn, typed: string) => {
    const residentId = siti.residentId;
    const columns = [column];
    const id = await run((tx) => chooseFields(tx, village, siti, { residentId, columns }));
    const wishes = { id, typed: { [column]: typed }, clear: [], note: 'Lihat buktinya.' };
    await run((tx) => keepWishes(tx, siti, wishes));
    const upload = await photo();
    await run((tx) => attachProof(tx, village, siti, { id, upload }));
    return id;
  };
  const correction = await begin('religion', '2');
  await run((tx) =>
    sendCorrection(tx, village, siti, { id: correction, key: crypto.randomUUID() }),
  );
  const { proofs } = await run((tx) => getOwnCorrection(tx, siti, correction));
  const correctionDraft = await begin('occupation', '11');
  return { correction, correctionProof: proofs[0]!.id, correctionDraft };
}
