import {
  addProgramme,
  addRecipient,
  addStage,
  openProgramme,
  openRecipient,
  publishList,
  recordPayment,
} from '../../src/lib/server/assistance/index.ts';
import { type LetterOffice, photo } from '../letters/letter-office.ts';

/** A programme whose list is public, and the family's aid in it, handed out once with a proof. */
export async function furnishAid({ run, village, operator, secretary, siti }: LetterOffice) {
  const aidProgramme = await run((tx) =>
    addProgramme(tx, village, operator, {
      nama: 'BLT Dana Desa',
      tingkat: 'village',
      sasaran: 'family',
      dana: 'village-fund',
      bentuk: 'money',
      jumlah: '300.000',
      mulai: '2026-01-01',
      usul: 'ya',
    }),
  );
  for (const namaTahap of ['Tahap 1', 'Tahap 2'])
    await run((tx) =>
      addStage(tx, village, operator, aidProgramme, { namaTahap, tanggalTahap: '2026-04-01' }),
    );
  const aidRecipient = await run((tx) =>
    addRecipient(tx, village, operator, {
      programmeId: aidProgramme,
      residentId: siti.residentId,
      typed: { masuk: 'aktif', keputusan: 'BA Musdes 04/2026', tanggalKeputusan: '2026-01-10' },
    }),
  );
  const { stages } = await run((tx) => openProgramme(tx, operator, aidProgramme));
  const proof = await photo();
  await run((tx) =>
    recordPayment(tx, village, operator, {
      id: aidRecipient,
      outcome: 'paid',
      typed: { tahap: stages[0]!.id, tanggalSalur: '2026-04-02' },
      proof,
    }),
  );
  await run((tx) =>
    publishList(tx, village, secretary, aidProgramme, { keputusan: 'BA Musdes 04/2026' }),
  );
  const { payments } = await run((tx) => openRecipient(tx, village, operator, aidRecipient));
  return { aidProgramme, aidRecipient, aidPayment: payments[0]!.id };
}
