import {
  addProgramme,
  addRecipient,
  addStage,
  checkImport,
  openProgramme,
  openRecipient,
  proposeAid,
  publishList,
  recordPayment,
} from '../../src/lib/server/assistance/index.ts';
import { makeResident } from '../factories.ts';
import { type LetterOffice, photo } from '../letters/letter-office.ts';

/**
 * A programme whose list is public, the family's aid in it, handed out once with a proof, and a
 * stranger's; a file that is being checked; a proposal.
 */
export async function furnishAid({ run, village, operator, secretary, siti }: LetterOffice) {
  const aidProgramme = await run((tx) =>
    addProgramme(tx, village, operator, {
      nama: 'BLT Dana Desa',
      tingkat: 'village',
      sasaran: 'person',
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
  const enter = (residentId: string) =>
    run((tx) =>
      addRecipient(tx, village, operator, {
        programmeId: aidProgramme,
        residentId,
        typed: { masuk: 'aktif', keputusan: 'BA Musdes 04/2026', tanggalKeputusan: '2026-01-10' },
      }),
    );
  const aidRecipient = await enter(siti.residentId);
  const stranger = await makeResident(village.id, { name: 'MUHAMMAD SYAMSUDDIN HIDAYATULLAH' });
  const aidOther = await enter(stranger.id);
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
  const aidImport = await checkImport(village, operator, {
    programmeId: aidProgramme,
    name: 'penerima.csv',
    bytes: new TextEncoder().encode(`nik,nama\n${stranger.nik},MUHAMMAD SYAMSUDDIN`),
  });
  const aidVoice = await run((tx) =>
    proposeAid(tx, village, siti, {
      typed: {
        program: aidProgramme,
        untuk: 'tetangga',
        tetangga: 'Ibu Aminah, RT 002 Dusun Barat',
        alasan: 'Tinggal sendiri dan tidak punya penghasilan.',
      },
      key: crypto.randomUUID(),
    }),
  );
  return {
    aidProgramme,
    aidRecipient,
    aidOther,
    aidPayment: payments[0]!.id,
    aidImport,
    aidVoice,
  };
}
