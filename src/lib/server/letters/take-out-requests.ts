import { statusNames } from '#lib/domain/request-status.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getOwnRequest, type OwnRequestDetail } from './own-requests.ts';
import { requireResident } from './policy.ts';
import { answersOf } from './request-context.ts';
import { findRequestIdsOf } from './store.ts';

/** All the visitor's requests with answers, files, journey and letter, for *Ambil data saya*. */
export async function takeOutRequests(tx: VillageTx, village: VillageContext, visitor: Visitor) {
  requireResident(visitor);
  const taken = [];
  for (const id of await findRequestIdsOf(tx, visitor.residentId)) {
    const own = await getOwnRequest(tx, village, visitor, { id });
    taken.push({
      nomor_permohonan: own.request.reference,
      surat: own.type.name,
      untuk: own.subject.name,
      status: statusNames[own.request.status],
      dibuat: own.request.created_at,
      dikirim: own.request.sent_at,
      dijanjikan: own.request.promised_on,
      alasan: own.request.reason,
      jawaban: own.request.status === 'draft' ? typed(own) : inWords(own),
      lampiran: own.attachments.map((a) => ({
        nama: a.file_name,
        ditambahkan: a.added_at,
        ukuran_bita: a.bytes,
        dihapus: a.deleted_at,
      })),
      perjalanan: own.events.map((e) => ({
        waktu: e.at,
        status: statusNames[e.to_status as keyof typeof statusNames],
        oleh: e.actor_role,
        // What one officer writes to another is not for the applicant.
        catatan: e.action === 'send-back' ? null : e.note,
      })),
      surat_terbit: own.letter && {
        nomor: own.letter.number,
        tanggal: own.letter.letter_date,
        berlaku_sampai: own.letter.valid_until,
        penanda_tangan: `${own.letter.signer_name}, ${own.letter.signer_position}`,
        kode_pemeriksaan: own.letter.verification_code,
        diambil_oleh: own.letter.collected_by,
        diambil: own.letter.collected_at,
        dicabut: own.letter.withdrawn_at,
      },
    });
  }
  return taken;
}

const inWords = ({ answers }: OwnRequestDetail) =>
  Object.fromEntries(answers.map((a) => [a.label, a.value]));

/** A draft's answers as they were typed, for they may not yet be readable. */
const typed = ({ type, request }: OwnRequestDetail) =>
  Object.fromEntries(type.fields.map((f) => [f.label, answersOf(request)[f.key] ?? '']));
