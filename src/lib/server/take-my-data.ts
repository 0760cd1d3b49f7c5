import { requireResident } from '#lib/domain/authority.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { takeOutAccount } from './access/index.ts';
import { takeOutAid } from './assistance/index.ts';
import { takeOutContacts } from './channels/index.ts';
import { listAccesses, recordEvent } from './audit/index.ts';
import { takeOutRequests } from './letters/index.ts';
import { takeOutComments } from './news/index.ts';
import { findNotices } from './notices/index.ts';
import { now, withVillage } from './platform/index.ts';
import { findMergedIds, takeOutRecord } from './population/index.ts';
import type { VillageContext } from './villages/index.ts';
import { takeOutVoices } from './voices/index.ts';

/** More than anyone has; a bound nevertheless. */
const most = 100_000;

/**
 * *Ambil data saya*: everything held about the visitor, as one JSON text (UU 27/2022, right of
 * access, with the trail of processing). Other people's NIKs are masked in it. Recorded.
 * @throws Refusal 'proof-needed' unless the PIN was given within the last minutes
 */
export async function takeMyData(village: VillageContext, visitor: Visitor): Promise<string> {
  requireResident(visitor);
  return withVillage(village.id, async (tx) => {
    const account = await takeOutAccount(tx, visitor);
    const mergedIds = await findMergedIds(tx, visitor.residentId);
    const accesses = async (by: 'self' | 'others') =>
      (await listAccesses(tx, visitor, { by, limit: most, mergedIds })).accesses.map((a) => ({
        waktu: a.at,
        siapa: a.who ?? 'Pengunjung yang belum masuk',
        melakukan: a.sentence,
      }));
    const data = {
      tentang: `Semua data Anda di Layanan Mandiri ${villageTitle(village)}`,
      diambil: now(),
      data_kependudukan: await takeOutRecord(tx, visitor),
      permohonan_surat: await takeOutRequests(tx, village, visitor),
      aspirasi_dan_pengaduan: await takeOutVoices(tx, village, visitor),
      komentar: await takeOutComments(tx, visitor),
      bantuan_sosial: await takeOutAid(tx, village, visitor),
      pemberitahuan: (await findNotices(tx, visitor.residentId, most)).map((n) => ({
        waktu: n.at,
        isi: n.text,
        dibaca: n.read_at,
      })),
      saluran_pemberitahuan: await takeOutContacts(tx, village, visitor),
      ...account,
      siapa_yang_melihat: await accesses('others'),
      yang_anda_lakukan: await accesses('self'),
    };
    await recordEvent(tx, village.id, visitor, {
      action: 'population.take-out',
      residentId: visitor.residentId,
    });
    return JSON.stringify(data, null, 2);
  });
}
