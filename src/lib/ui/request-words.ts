import { formatDateFull } from '../domain/dates-id.ts';
import type { RequestStatus } from '../domain/request-status.ts';

interface Standing {
  status: RequestStatus;
  promisedOn: string | null;
  waitsFor: string | null;
  /** Whose introduction comes first: "Ketua RT 003". */
  introducer?: string | null;
  wet: boolean;
  collected: boolean;
}

/** What happens next, and by when: one sentence under a request in a list. */
export function nextWords(request: Standing): string {
  const by = request.promisedOn
    ? ` Selesai paling lambat ${formatDateFull(request.promisedOn)}.`
    : '';
  switch (request.status) {
    case 'draft':
      return 'Belum dikirim. Lanjutkan kapan saja.';
    case 'waiting':
      return request.introducer
        ? `Menunggu pengantar ${request.introducer}.${by}`
        : `Menunggu diperiksa petugas desa.${by}`;
    case 'returned':
      return 'Ada yang perlu Anda lengkapi.';
    case 'processing':
      return `Menunggu ${request.waitsFor ?? 'petugas desa'}.${by}`;
    case 'approved':
      if (!request.wet) return 'Suratnya bisa diunduh.';
      return request.collected ? 'Sudah diambil.' : 'Ambil di kantor desa.';
    case 'rejected':
      return 'Baca alasannya, lalu perbaiki dan ajukan lagi.';
    case 'cancelled':
      return 'Anda membatalkan permohonan ini.';
    case 'withdrawn':
      return 'Surat ini dicabut dan tidak berlaku lagi.';
  }
}
