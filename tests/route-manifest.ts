/** Every address of the application with who may open it. A route without an entry here fails the tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { access, staffRoles, type Capability, type StaffRole } from '../src/lib/domain/roles.ts';

/** Names of things that exist in the village that is visited (tests/e2e/furnish.ts). */
export type Samples = Record<string, string>;

export interface RouteRule {
  /** Anyone, a signed-in resident, any officer, or officers with the capability. */
  for: 'anyone' | 'resident' | 'staff' | Capability;
  /** The address; without it the route's own, which then has no parameter. */
  path?: (samples: Samples) => string;
  /** Whether opening it shows a page (else a file, a redirect or figures). */
  page?: false;
  /** Form actions that need more than opening the page does. */
  acts?: Record<string, Capability>;
}

const resident = (path?: RouteRule['path']): RouteRule => ({ for: 'resident', path });
const family =
  (part = ''): RouteRule['path'] =>
  (s) =>
    `/kantor/keluarga/${s.family}${part}`;
/** A page of one letter type: one that every village has. */
const letterType =
  (part = ''): RouteRule['path'] =>
  () =>
    `/kantor/surat/jenis/keterangan-usaha${part}`;
const article =
  (part = ''): RouteRule['path'] =>
  (s) =>
    `/kantor/informasi/${s.article}${part}`;
const file = (rule: RouteRule): RouteRule => ({ ...rule, page: false });

export const manifest: Record<string, RouteRule> = {
  '/(public)': { for: 'anyone' },
  '/(public)/bantuan': { for: 'anyone' },
  '/(public)/bantuan/[id]': { for: 'anyone', path: (s) => `/bantuan/${s.aidProgramme}` },
  '/(public)/aspirasi': { for: 'anyone' },
  '/(public)/aspirasi/[tiket]': { for: 'anyone', path: (s) => `/aspirasi/${s.voice}` },
  '/(public)/aspirasi/baru': { for: 'anyone' },
  '/(public)/aspirasi/rss.xml': file({ for: 'anyone' }),
  '/(public)/aspirasi/tiket': { for: 'anyone' },
  '/(public)/aspirasi/tiket/[tiket]/[kode]': {
    for: 'anyone',
    path: (s) => `/aspirasi/tiket/${s.strangerVoice}/${s.strangerCode}`,
  },
  '/(public)/aspirasi/tiket/[tiket]/[kode]/foto/[foto]': file({
    for: 'anyone',
    path: (s) => `/aspirasi/tiket/${s.strangerVoice}/${s.strangerCode}/foto/${s.strangerPicture}`,
  }),
  '/(public)/agenda': { for: 'anyone' },
  '/(public)/agenda/[slug]': { for: 'anyone', path: (s) => s.eventPath! },
  '/(public)/agenda/[slug]/kalender.ics': file({
    for: 'anyone',
    path: (s) => `${s.eventPath}/kalender.ics`,
  }),
  '/(public)/agenda/kalender.ics': file({ for: 'anyone' }),
  '/(public)/berita': { for: 'anyone' },
  '/(public)/berita/[slug]': { for: 'anyone', path: (s) => s.newsPath! },
  '/(public)/berita/rss.xml': file({ for: 'anyone' }),
  '/(public)/dokumen': { for: 'anyone' },
  '/(public)/dokumen/[slug]': { for: 'anyone', path: (s) => s.documentPath! },
  '/(public)/layanan': { for: 'anyone' },
  '/(public)/layanan/[surat]': { for: 'anyone', path: () => '/layanan/keterangan-usaha' },
  '/(public)/maklumat': { for: 'anyone' },
  '/(public)/panduan': { for: 'anyone' },
  '/(public)/pengumuman': { for: 'anyone' },
  '/(public)/pengumuman/[slug]': { for: 'anyone', path: (s) => s.noticePath! },
  '/(public)/perangkat': { for: 'anyone' },
  '/(public)/privasi': { for: 'anyone' },
  '/(public)/profil': { for: 'anyone' },
  '/(public)/profil/[slug]': { for: 'anyone', path: (s) => s.pagePath! },
  '/(public)/statistik': { for: 'anyone' },
  '/(public)/syarat': { for: 'anyone' },
  '/(public)/transparansi': { for: 'anyone' },
  '/(public)/tiket': { for: 'anyone' },
  '/(public)/tiket/[kode]': { for: 'anyone', path: (s) => `/tiket/${s.ticket}` },
  '/(public)/verifikasi': { for: 'anyone' },
  '/(public)/verifikasi/[kode]': { for: 'anyone', path: (s) => `/verifikasi/${s.code}` },

  '/layanan-mandiri/masuk': { for: 'anyone' },
  '/layanan-mandiri/lupa-pin': { for: 'anyone' },
  '/layanan-mandiri/minta-pin': { for: 'anyone' },
  '/layanan-mandiri/keluar': file(resident()),
  '/layanan-mandiri/ganti-pin': resident(),
  '/layanan-mandiri/ketentuan': resident(),
  '/layanan-mandiri/data-diri': resident(),
  '/layanan-mandiri/data-diri/akses': resident(),
  '/layanan-mandiri/data-diri/berkas': resident(),
  '/layanan-mandiri/data-diri/berkas/[berkas]': file(
    resident((s) => `/layanan-mandiri/data-diri/berkas/${s.ownPaper}`),
  ),
  '/layanan-mandiri/data-diri/berkas/hapus': resident(
    (s) => `/layanan-mandiri/data-diri/berkas/hapus?berkas=${s.ownPaper}`,
  ),
  '/layanan-mandiri/data-diri/ambil': resident(),
  '/layanan-mandiri/data-diri/ambil/berkas': file(resident()),
  '/layanan-mandiri/data-diri/foto/[id]': file(
    resident((s) => `/layanan-mandiri/data-diri/foto/${s.member}`),
  ),
  '/layanan-mandiri/data-diri/salinan': resident(),
  '/layanan-mandiri/data-diri/perbaikan': resident(),
  '/layanan-mandiri/data-diri/perbaikan/baru': resident(),
  '/layanan-mandiri/data-diri/perbaikan/[id]': resident(
    (s) => `/layanan-mandiri/data-diri/perbaikan/${s.correction}`,
  ),
  '/layanan-mandiri/data-diri/perbaikan/[id]/isi': resident(
    (s) => `/layanan-mandiri/data-diri/perbaikan/${s.correctionDraft}/isi`,
  ),
  '/layanan-mandiri/data-diri/perbaikan/[id]/periksa': resident(
    (s) => `/layanan-mandiri/data-diri/perbaikan/${s.correctionDraft}/periksa`,
  ),
  '/layanan-mandiri/data-diri/perbaikan/[id]/batal': resident(
    (s) => `/layanan-mandiri/data-diri/perbaikan/${s.correction}/batal`,
  ),
  '/layanan-mandiri/data-diri/perbaikan/[id]/berkas/[berkas]': file(
    resident(
      (s) => `/layanan-mandiri/data-diri/perbaikan/${s.correction}/berkas/${s.correctionProof}`,
    ),
  ),
  '/layanan-mandiri/data-diri/salinan/kartu-keluarga': file(resident()),
  '/layanan-mandiri/data-diri/salinan/biodata/[id]': file(
    resident((s) => `/layanan-mandiri/data-diri/salinan/biodata/${s.member}`),
  ),
  '/layanan-mandiri/data-diri/keluarga/[id]': resident(
    (s) => `/layanan-mandiri/data-diri/keluarga/${s.member}`,
  ),
  '/layanan-mandiri/bantuan-sosial': resident(),
  '/layanan-mandiri/bantuan-sosial/usul': resident(),
  '/layanan-mandiri/bantuan-sosial/sanggah': resident(
    (s) => `/layanan-mandiri/bantuan-sosial/sanggah?penerima=${s.aidOther}`,
  ),
  '/layanan-mandiri/bantuan-sosial/suara/[id]': resident(
    (s) => `/layanan-mandiri/bantuan-sosial/suara/${s.aidVoice}`,
  ),
  '/layanan-mandiri/bantuan-sosial/[id]': resident(
    (s) => `/layanan-mandiri/bantuan-sosial/${s.aidRecipient}`,
  ),
  '/layanan-mandiri/aspirasi': resident(),
  '/layanan-mandiri/aspirasi/baru': resident(),
  '/layanan-mandiri/aspirasi/dukung/[tiket]': resident(
    (s) => `/layanan-mandiri/aspirasi/dukung/${s.voice}`,
  ),
  '/layanan-mandiri/aspirasi/[tiket]': resident((s) => `/layanan-mandiri/aspirasi/${s.voice}`),
  '/layanan-mandiri/aspirasi/[tiket]/foto/[foto]': file(
    resident((s) => `/layanan-mandiri/aspirasi/${s.voice}/foto/${s.voicePicture}`),
  ),
  '/layanan-mandiri/akun': resident(),
  '/layanan-mandiri/informasi': resident(),
  '/layanan-mandiri/komentar': resident(),
  '/layanan-mandiri/komentar/tulis/[id]': resident(
    (s) => `/layanan-mandiri/komentar/tulis/${s.article}`,
  ),
  '/layanan-mandiri/akun/pemberitahuan': resident(),
  '/layanan-mandiri/akun/pemberitahuan/[saluran]': resident(
    () => '/layanan-mandiri/akun/pemberitahuan/email',
  ),
  '/layanan-mandiri/akun/perangkat': resident(),
  '/layanan-mandiri': resident(),
  '/layanan-mandiri/pemberitahuan': resident(),
  '/layanan-mandiri/pengantar': resident(),
  '/layanan-mandiri/pengantar/[id]': resident((s) => `/layanan-mandiri/pengantar/${s.led}`),
  '/layanan-mandiri/riwayat': resident(),
  '/layanan-mandiri/riwayat/[ref]': resident((s) => `/layanan-mandiri/riwayat/${s.issued}`),
  '/layanan-mandiri/riwayat/[ref]/batal': resident(
    (s) => `/layanan-mandiri/riwayat/${s.sent}/batal`,
  ),
  '/layanan-mandiri/riwayat/[ref]/survei': resident(
    (s) => `/layanan-mandiri/riwayat/${s.issued}/survei`,
  ),
  '/layanan-mandiri/riwayat/[ref]/pdf': file(
    resident((s) => `/layanan-mandiri/riwayat/${s.issued}/pdf`),
  ),
  '/layanan-mandiri/surat': resident(),
  '/layanan-mandiri/surat/[slug]': resident(() => '/layanan-mandiri/surat/pengantar'),
  '/layanan-mandiri/surat/isi/[id]': resident((s) => `/layanan-mandiri/surat/isi/${s.draft}`),
  '/layanan-mandiri/surat/isi/[id]/periksa': resident(
    (s) => `/layanan-mandiri/surat/isi/${s.draft}/periksa`,
  ),
  '/layanan-mandiri/surat/isi/[id]/berkas/[berkas]': file(
    resident((s) => `/layanan-mandiri/surat/isi/${s.draft}/berkas/${s.draftFile}`),
  ),
  '/layanan-mandiri/surat/isi/[id]/simpanan/[berkas]': file(
    resident((s) => `/layanan-mandiri/surat/isi/${s.reuseDraft}/simpanan/${s.ownPaper}`),
  ),

  '/kantor/masuk': { for: 'anyone' },
  // Between the password and the code: whoever has not given the password is led back to it.
  '/kantor/masuk/kode': file({ for: 'anyone' }),
  '/kantor/masuk/daftar-kode': file({ for: 'anyone' }),
  '/kantor/keluar': file({ for: 'staff' }),
  '/kantor/ganti-sandi': { for: 'staff' },
  '/kantor/bukti': { for: 'staff' },
  '/kantor/akun': { for: 'staff' },
  '/kantor/akun-warga': { for: 'accounts.manage' },
  '/kantor/akun-warga/[id]': {
    for: 'accounts.manage',
    path: (s) => `/kantor/akun-warga/${s.account}`,
  },
  '/kantor/akun-warga/[id]/slip': file({
    for: 'accounts.manage',
    path: (s) => `/kantor/akun-warga/${s.account}/slip`,
  }),
  '/kantor/pin': { for: 'accounts.manage' },
  '/kantor/pin/[id]': { for: 'accounts.manage', path: (s) => `/kantor/pin/${s.batch}` },
  '/kantor/pin/[id]/slip': file({
    for: 'accounts.manage',
    path: (s) => `/kantor/pin/${s.batch}/slip`,
  }),
  '/kantor/pin/[id]/daftar': file({
    for: 'accounts.manage',
    path: (s) => `/kantor/pin/${s.batch}/daftar`,
  }),
  '/kantor/permintaan-pin': { for: 'accounts.manage' },
  '/kantor/permintaan-pin/[id]': {
    for: 'accounts.manage',
    path: (s) => `/kantor/permintaan-pin/${s.pinRequest}`,
  },
  '/kantor/permintaan-pin/[id]/foto': file({
    for: 'accounts.manage',
    path: (s) => `/kantor/permintaan-pin/${s.pinRequest}/foto`,
  }),
  '/kantor/permintaan-pin/[id]/slip': file({
    for: 'accounts.manage',
    path: (s) => `/kantor/permintaan-pin/${s.pinRequest}/slip`,
  }),
  '/kantor/pengaduan': { for: 'voices.read' },
  '/kantor/pengaduan/lama': { for: 'voices.read' },
  '/kantor/pengaduan/lama/[id]': {
    for: 'voices.read',
    path: (s) => `/kantor/pengaduan/lama/${s.oldComplaint}`,
    acts: { lanjutkan: 'voices.verify' },
  },
  '/kantor/pengaduan/[tiket]': {
    for: 'voices.read',
    path: (s) => `/kantor/pengaduan/${s.voice}`,
    acts: {
      verifikasi: 'voices.handle',
      tolak: 'voices.handle',
      teruskan: 'voices.handle',
      disposisi: 'voices.handle',
      mulai: 'voices.handle',
      jawab: 'voices.handle',
      selesaikan: 'voices.handle',
      pesan: 'voices.handle',
      catat: 'voices.handle',
      papan: 'voices.verify',
      identitas: 'voices.identify',
    },
  },
  '/kantor/pengaduan/[tiket]/foto/[foto]': file({
    for: 'voices.read',
    path: (s) => `/kantor/pengaduan/${s.voice}/foto/${s.voicePicture}`,
  }),
  '/kantor/surat/jenis': {
    for: 'letter-types.edit',
    acts: {
      pindah: 'letter-types.publish',
      urutkan: 'letter-types.publish',
      henti: 'letter-types.publish',
      layani: 'letter-types.publish',
    },
  },
  '/kantor/surat/jenis/baru': { for: 'letter-types.edit' },
  '/kantor/surat/jenis/[slug]': {
    for: 'letter-types.edit',
    path: letterType(),
    acts: {
      terbitkan: 'letter-types.publish',
      bawaan: 'letter-types.publish',
      tetap: 'letter-types.publish',
    },
  },
  '/kantor/surat/jenis/[slug]/umum': { for: 'letter-types.edit', path: letterType('/umum') },
  '/kantor/surat/jenis/[slug]/pertanyaan': {
    for: 'letter-types.edit',
    path: letterType('/pertanyaan'),
  },
  '/kantor/surat/jenis/[slug]/pertanyaan/[key]': {
    for: 'letter-types.edit',
    path: letterType('/pertanyaan/businessName'),
  },
  '/kantor/surat/jenis/[slug]/syarat': { for: 'letter-types.edit', path: letterType('/syarat') },
  '/kantor/surat/jenis/[slug]/isi': { for: 'letter-types.edit', path: letterType('/isi') },
  '/kantor/surat/jenis/[slug]/gambar': file({
    for: 'letter-types.edit',
    path: letterType('/gambar'),
  }),
  '/kantor/surat/jenis/[slug]/coba': { for: 'letter-types.edit', path: letterType('/coba') },
  '/kantor/surat/jenis/[slug]/riwayat': {
    for: 'letter-types.edit',
    path: letterType('/riwayat'),
    acts: { kembali: 'letter-types.publish' },
  },
  '/kantor/surat/jenis/[slug]/riwayat/banding': {
    for: 'letter-types.edit',
    path: letterType('/riwayat/banding?dari=bawaan&ke=terbit'),
  },
  '/kantor/surat/jenis/[slug]/berkas': file({
    for: 'letter-types.edit',
    path: letterType('/berkas'),
  }),
  '/kantor/penduduk': { for: 'residents.read' },
  '/kantor/penduduk/[id]': {
    for: 'residents.read',
    path: (s) => `/kantor/penduduk/${s.resident}`,
  },
  '/kantor/keluarga': { for: 'residents.read' },
  '/kantor/keluarga/[id]': { for: 'residents.read', path: family() },
  '/kantor/keluarga/[id]/kartu': file({ for: 'residents.unmask', path: family('/kartu') }),
  '/kantor/keluarga/[id]/ubah': { for: 'residents.edit', path: family('/ubah') },
  '/kantor/keluarga/[id]/susunan': { for: 'residents.edit', path: family('/susunan') },
  '/kantor/keluarga/[id]/tambah': { for: 'residents.edit', path: family('/tambah') },
  '/kantor/keluarga/[id]/pisah': { for: 'residents.edit', path: family('/pisah') },
  '/kantor/keluarga/[id]/gabung': { for: 'residents.edit', path: family('/gabung') },
  '/kantor/wilayah': { for: 'residents.read', acts: { tambah: 'areas.manage' } },
  '/kantor/wilayah/atur': {
    for: 'areas.manage',
    path: () => '/kantor/wilayah/atur?dusun=BATU+PUTIH',
  },
  '/kantor/rumah-tangga': { for: 'residents.read' },
  '/kantor/rumah-tangga/baru': { for: 'residents.edit' },
  '/kantor/rumah-tangga/[id]': {
    for: 'residents.read',
    path: (s) => `/kantor/rumah-tangga/${s.household}`,
    acts: {
      ubah: 'residents.edit',
      tambah: 'residents.edit',
      keluarkan: 'residents.edit',
      kepala: 'residents.edit',
    },
  },
  '/kantor/peristiwa': { for: 'residents.read', acts: { kesampingkan: 'events.record' } },
  '/kantor/peristiwa/baru/[kind]': {
    for: 'events.record',
    path: (s) => `/kantor/peristiwa/baru/kepindahan?warga=${s.member}`,
  },
  '/kantor/peristiwa/[id]': {
    for: 'residents.read',
    path: (s) => `/kantor/peristiwa/${s.event}`,
    acts: { batalkan: 'events.record' },
  },
  '/kantor/perbaikan': { for: 'corrections.decide' },
  '/kantor/perbaikan/[id]': {
    for: 'corrections.decide',
    path: (s) => `/kantor/perbaikan/${s.correction}`,
  },
  '/kantor/perbaikan/[id]/berkas/[berkas]': file({
    for: 'corrections.decide',
    path: (s) => `/kantor/perbaikan/${s.correction}/berkas/${s.correctionProof}`,
  }),
  '/kantor/penduduk/baru': { for: 'residents.edit' },
  '/kantor/penduduk/ganda': { for: 'residents.edit' },
  '/kantor/penduduk/[id]/riwayat': {
    for: 'residents.read',
    path: (s) => `/kantor/penduduk/${s.resident}/riwayat`,
  },
  '/kantor/penduduk/[id]/ubah': {
    for: 'residents.edit',
    path: (s) => `/kantor/penduduk/${s.resident}/ubah`,
  },
  '/kantor/penduduk/[id]/nik': {
    for: 'residents.edit',
    path: (s) => `/kantor/penduduk/${s.resident}/nik`,
  },
  '/kantor/penduduk/[id]/gabung': {
    for: 'residents.edit',
    path: (s) => `/kantor/penduduk/${s.resident}/gabung`,
  },
  '/kantor/penduduk/[id]/gabung/[lain]': {
    for: 'residents.edit',
    path: (s) => `/kantor/penduduk/${s.resident}/gabung/${s.member}`,
  },
  '/kantor/penduduk/[id]/foto': {
    for: 'residents.edit',
    path: (s) => `/kantor/penduduk/${s.resident}/foto`,
  },
  '/kantor/penduduk/[id]/foto/berkas': file({
    for: 'residents.read',
    path: (s) => `/kantor/penduduk/${s.resident}/foto/berkas`,
  }),
  '/kantor/bantuan': { for: 'aid.read', acts: { ambil: 'aid.manage' } },
  '/kantor/bantuan/baru': { for: 'aid.manage' },
  '/kantor/bantuan/perlu-dilihat': { for: 'aid.read' },
  '/kantor/bantuan/usulan': { for: 'aid.read' },
  '/kantor/bantuan/usulan/[id]': {
    for: 'aid.read',
    path: (s) => `/kantor/bantuan/usulan/${s.aidVoice}`,
    acts: { jawab: 'aid.answer' },
  },
  '/kantor/bantuan/[id]/bersama': {
    for: 'aid.read',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/bersama`,
  },
  '/kantor/bantuan/[id]/impor': {
    for: 'aid.manage',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/impor`,
  },
  '/kantor/bantuan/[id]/impor/[impor]': {
    for: 'aid.manage',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/impor/${s.aidImport}`,
  },
  '/kantor/bantuan/[id]/ekspor': {
    for: 'aid.export',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/ekspor`,
  },
  '/kantor/bantuan/[id]/ekspor/berkas': file({
    for: 'aid.export',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/ekspor/berkas`,
  }),
  '/kantor/bantuan/[id]': {
    for: 'aid.read',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}`,
    acts: {
      opensid: 'aid.manage',
      tambahTahap: 'aid.manage',
      ubahTahap: 'aid.manage',
      hapusTahap: 'aid.manage',
      umumkan: 'aid.decide',
      tarik: 'aid.decide',
      tutup: 'aid.decide',
      buka: 'aid.decide',
    },
  },
  '/kantor/bantuan/[id]/ubah': {
    for: 'aid.manage',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/ubah`,
  },
  '/kantor/bantuan/[id]/tambah': {
    for: 'aid.manage',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/tambah?warga=${s.member}`,
  },
  '/kantor/bantuan/[id]/penerima/[penerima]': {
    for: 'aid.read',
    path: (s) => `/kantor/bantuan/${s.aidProgramme}/penerima/${s.aidRecipient}`,
    acts: { salur: 'aid.manage', batalSalur: 'aid.manage', ubah: 'aid.manage' },
  },
  '/kantor/bantuan/[id]/penerima/[penerima]/bukti/[catatan]': file({
    for: 'aid.read',
    path: (s) =>
      `/kantor/bantuan/${s.aidProgramme}/penerima/${s.aidRecipient}/bukti/${s.aidPayment}`,
  }),
  '/kantor/surat/nomor': { for: 'letters.number' },
  '/kantor/surat/klasifikasi': { for: 'letters.number' },

  '/kantor/pengaturan': { for: 'certificate.manage' },
  '/kantor/pengaturan/arsip': { for: 'village.settings' },
  '/kantor/pengaturan/aspirasi': { for: 'village.settings' },
  '/kantor/pengaturan/desa': { for: 'village.settings' },
  '/kantor/pengaturan/kop': { for: 'village.settings' },
  '/kantor/pengaturan/kop/contoh': file({ for: 'village.settings' }),
  '/kantor/pengaturan/kalimat': { for: 'village.settings' },
  '/kantor/pengaturan/libur': { for: 'village.settings' },
  '/kantor/pengaturan/penanda-tangan': { for: 'signers.manage' },
  '/kantor/pengaturan/penanda-tangan/wewenang': { for: 'signers.manage' },
  '/kantor/pengaturan/penanda-tangan/berhalangan': { for: 'signers.manage' },
  '/kantor/pengaturan/penanda-tangan/pejabat/baru': { for: 'signers.manage' },
  '/kantor/pengaturan/penanda-tangan/pejabat/[id]': {
    for: 'signers.manage',
    path: (s) => `/kantor/pengaturan/penanda-tangan/pejabat/${s.official}`,
  },
  '/kantor/pengaturan/perangkat': { for: 'village.settings' },
  '/kantor/pengaturan/sertifikat': { for: 'certificate.manage' },
  '/kantor/pengaturan/sertifikat/baru': { for: 'certificate.manage' },
  '/kantor/pengaturan/sertifikat/impor': { for: 'certificate.manage' },
  '/kantor/pengaturan/pengantar': { for: 'village.settings' },
  '/kantor/pengaturan/tanda-tangan': { for: 'certificate.manage' },
  '/kantor/pengaturan/komentar': { for: 'village.settings' },
  '/kantor/pengaturan/saluran': { for: 'village.settings' },
  '/kantor/pengaturan/saluran/[saluran]': {
    for: 'village.settings',
    path: () => '/kantor/pengaturan/saluran/email',
  },
  '/kantor/pengaturan/surat': { for: 'village.settings' },
  '/kantor/pengaturan/tampilan': { for: 'village.settings' },
  '/kantor/pengaturan/petugas': { for: 'staff.manage' },
  '/kantor/pengaturan/petugas/baru': { for: 'staff.manage' },
  '/kantor/pengaturan/petugas/[id]': {
    for: 'staff.manage',
    path: (s) => `/kantor/pengaturan/petugas/${s.officer}`,
  },
  '/kantor/ekspor': { for: 'residents.export' },
  '/kantor/ekspor/berkas': file({ for: 'residents.export' }),
  '/kantor/buku': { for: 'registers.read' },
  '/kantor/buku/[book]': {
    for: 'registers.read',
    path: () => '/kantor/buku/induk',
    acts: { tampilkan: 'residents.unmask' },
  },
  '/kantor/buku/[book]/unduh': file({
    for: 'registers.read',
    path: () => '/kantor/buku/induk/unduh',
  }),
  '/kantor/laporan/layanan': { for: 'reports.read' },
  '/kantor/laporan/layanan/unduh': file({ for: 'reports.read' }),
  '/kantor/laporan/survei': { for: 'reports.read' },
  '/kantor/laporan/survei/unduh': file({ for: 'reports.read' }),
  '/kantor/statistik': { for: 'registers.read' },
  '/kantor/statistik/unduh': file({ for: 'registers.read' }),
  '/kantor/impor': { for: 'residents.import' },
  '/kantor/impor/contoh': file({ for: 'residents.import' }),
  '/kantor/impor/[id]': { for: 'residents.import', path: (s) => `/kantor/impor/${s.import}` },
  '/kantor/impor/[id]/perbaikan': file({
    for: 'residents.import',
    path: (s) => `/kantor/impor/${s.import}/perbaikan`,
  }),
  '/kantor/impor/opensid': { for: 'residents.read', acts: { pin: 'accounts.manage' } },
  '/kantor/impor/opensid/catatan': { for: 'residents.read' },
  '/kantor/impor/opensid/catatan/[id]': {
    for: 'residents.read',
    path: (s) => `/kantor/impor/opensid/catatan/${s.carried}`,
  },
  '/kantor/jejak': { for: 'audit.read' },
  '/kantor': { for: 'staff' },
  '/kantor/kabar': file({ for: 'staff' }),
  '/kantor/cari': { for: 'staff' },
  '/kantor/panduan': { for: 'staff' },
  '/kantor/panduan/[bagian]': { for: 'staff', path: () => '/kantor/panduan/permohonan' },
  '/kantor/informasi': { for: 'news.write', acts: { ambil: 'news.publish' } },
  '/kantor/informasi/komentar': { for: 'comments.moderate' },
  '/kantor/informasi/baru': { for: 'news.write' },
  '/kantor/informasi/[id]': {
    for: 'news.write',
    path: article(),
    acts: { tarik: 'news.publish', komentar: 'comments.moderate' },
  },
  '/kantor/informasi/[id]/hapus': { for: 'news.publish', path: article('/hapus') },
  '/kantor/informasi/[id]/pratinjau': {
    for: 'news.write',
    path: article('/pratinjau'),
    acts: { terbitkan: 'news.publish' },
  },
  '/kantor/informasi/[id]/riwayat': { for: 'news.write', path: article('/riwayat') },
  '/kantor/loket': { for: 'letters.counter' },
  '/kantor/loket/[id]': {
    for: 'letters.counter',
    path: (s) => `/kantor/loket/${s.resident}`,
    acts: { default: 'letters.counter' },
  },
  '/kantor/loket/isi/[id]': {
    for: 'letters.counter',
    path: (s) => `/kantor/loket/isi/${s.takenDown}`,
    acts: {
      ajukan: 'letters.counter',
      susun: 'letters.counter',
      pakai: 'letters.counter',
      hapus: 'letters.counter',
    },
  },
  '/kantor/loket/isi/[id]/berkas/[berkas]': file({
    for: 'letters.counter',
    path: (s) => `/kantor/loket/isi/${s.takenDown}/berkas/${s.takenDownFile}`,
  }),
  '/kantor/loket/isi/[id]/simpanan/[berkas]': file({
    for: 'letters.counter',
    path: (s) => `/kantor/loket/isi/${s.reuseTakenDown}/simpanan/${s.ownPaper}`,
  }),
  '/kantor/tandatangan': { for: 'letters.approve' },
  '/kantor/tandatangan/periksa': {
    for: 'letters.approve',
    // What is not, or no longer, to be signed is left out and counted: the same in every village.
    path: () => '/kantor/tandatangan/periksa?surat=SKU-7K4P-2M9R',
    acts: { default: 'letters.approve' },
  },
  '/kantor/pemberitahuan': { for: 'deliveries.read', acts: { ulang: 'deliveries.retry' } },
  '/kantor/permohonan': { for: 'requests.read' },
  '/kantor/permohonan/[ref]': {
    for: 'requests.read',
    path: (s) => `/kantor/permohonan/${s.sent}`,
    acts: {
      kabari: 'residents.unmask',
      terima: 'requests.verify',
      kembalikan: 'requests.verify',
      tanpaPengantar: 'requests.verify',
      tolak: 'requests.verify',
      teruskan: 'requests.process',
      periksaUlang: 'requests.process',
      setujui: 'letters.approve',
      batalkanTandaTangan: 'letters.approve',
      serahkan: 'letters.hand-over',
      cabut: 'letters.withdraw',
    },
  },
  '/kantor/permohonan/[ref]/berkas/[berkas]': file({
    for: 'requests.read',
    path: (s) => `/kantor/permohonan/${s.sent}/berkas/${s.sentFile}`,
  }),
  '/kantor/permohonan/[ref]/tiket': file({
    for: 'letters.counter',
    path: (s) => `/kantor/permohonan/${s.filed}/tiket`,
  }),
  '/kantor/permohonan/[ref]/pdf': file({
    for: 'requests.read',
    path: (s) => `/kantor/permohonan/${s.issued}/pdf`,
  }),
  '/kantor/permohonan/[ref]/pratinjau': file({
    for: 'requests.read',
    path: (s) => `/kantor/permohonan/${s.sent}/pratinjau`,
  }),

  '/kantor/surat/arsip': { for: 'requests.read' },
  '/kantor/surat/arsip/[id]': {
    for: 'requests.read',
    path: (s) => `/kantor/surat/arsip/${s.letter}`,
    acts: {
      serahkan: 'letters.hand-over',
      cabut: 'letters.withdraw',
      cabutDanGanti: 'letters.withdraw',
      ganti: 'letters.replace',
    },
  },
  '/kantor/surat/arsip/[id]/tanda-terima': file({
    for: 'requests.read',
    path: (s) => `/kantor/surat/arsip/${s.collected}/tanda-terima`,
  }),
  '/kantor/surat/masuk': { for: 'mail.read' },
  '/kantor/surat/masuk/baru': { for: 'mail.register' },
  '/kantor/surat/masuk/[id]': {
    for: 'mail.read',
    path: (s) => `/kantor/surat/masuk/${s.incoming}`,
    acts: {
      disposisi: 'mail.dispose',
      arsipkan: 'mail.dispose',
      tindakLanjut: 'mail.follow-up',
      tambahPindaian: 'mail.register',
    },
  },
  '/kantor/surat/masuk/[id]/berkas/[berkas]': file({
    for: 'mail.read',
    path: (s) => `/kantor/surat/masuk/${s.incoming}/berkas/${s.incomingFile}`,
  }),
  '/kantor/surat/keluar': { for: 'mail.read' },
  '/kantor/surat/keluar/baru': { for: 'mail.register' },
  '/kantor/surat/keluar/[id]': {
    for: 'mail.read',
    path: (s) => `/kantor/surat/keluar/${s.outgoing}`,
    acts: { kirim: 'mail.register', batalkan: 'mail.register', tambahPindaian: 'mail.register' },
  },
  '/kantor/surat/keluar/[id]/berkas/[berkas]': file({
    for: 'mail.read',
    path: (s) => `/kantor/surat/keluar/${s.outgoing}/berkas/${s.outgoingFile}`,
  }),
  '/kantor/surat/massal': { for: 'requests.read', acts: { mulai: 'letters.counter' } },
  '/kantor/surat/massal/[id]': {
    for: 'requests.read',
    path: (s) => `/kantor/surat/massal/${s.letterBatch}`,
    acts: {
      ajukan: 'letters.counter',
      teruskan: 'requests.process',
      kembalikan: 'requests.process',
      setujui: 'letters.approve',
      tutup: 'letters.approve',
      keluarkan: 'letters.counter',
      kosongkan: 'letters.counter',
      buang: 'letters.counter',
    },
  },
  '/kantor/surat/massal/[id]/isian': {
    for: 'letters.counter',
    path: (s) => `/kantor/surat/massal/${s.letterBatch}/isian`,
  },
  '/kantor/surat/massal/[id]/warga': {
    for: 'letters.counter',
    path: (s) => `/kantor/surat/massal/${s.letterBatch}/warga`,
  },
  '/kantor/surat/massal/[id]/contoh': file({
    for: 'requests.read',
    path: (s) => `/kantor/surat/massal/${s.letterBatch}/contoh`,
  }),
  '/kantor/surat/massal/[id]/cetak': file({
    for: 'requests.read',
    path: (s) => `/kantor/surat/massal/${s.madeBatch}/cetak`,
  }),

  // Open until a village stands, which it does wherever these tests look.
  '/pasang': file({ for: 'anyone' }),
  '/pasang/admin': file({ for: 'anyone' }),

  '/healthz': file({ for: 'anyone' }),
  '/readyz': file({ for: 'anyone' }),
  '/metrics': file({ for: 'anyone' }),
  '/gambar/[id]/[size]': file({ for: 'anyone', path: (s) => `/gambar/${s.picture}/kecil` }),
  '/gambar/perangkat/[id]': file({
    for: 'anyone',
    path: (s) => `/gambar/perangkat/${s.portrait}`,
  }),
  '/logo': file({ for: 'anyone' }),
  '/robots.txt': file({ for: 'anyone' }),
  '/sitemap.xml': file({ for: 'anyone' }),
  '/unduh/[id]': file({ for: 'anyone', path: (s) => `/unduh/${s.download}` }),
  '/warna.css': file({ for: 'anyone' }),
};

/** A route as the folder src/routes declares it. */
export interface Route {
  id: string;
  hasPage: boolean;
  /** Names of the form actions of the page. */
  actions: string[];
  /** Methods that an endpoint answers. */
  methods: string[];
}

const folder = join(import.meta.dirname, '../src/routes');

/** Reads all routes from the folder. */
export function findRoutes(): Route[] {
  const routes = new Map<string, Route>();
  for (const file of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!/^\+(page\.svelte|page\.server\.ts|server\.ts)$/.test(file.name)) continue;
    const id = '/' + relative(folder, file.parentPath);
    const route = routes.get(id) ?? { id, hasPage: false, actions: [], methods: [] };
    routes.set(id, route);
    const names = file.name.endsWith('.ts') ? exportsOf(join(file.parentPath, file.name)) : {};
    if (file.name === '+page.svelte') route.hasPage = true;
    if (file.name === '+page.server.ts') route.actions = names.actions ?? [];
    if (file.name === '+server.ts')
      route.methods = Object.keys(names).filter((n) => /^[A-Z]+$/.test(n));
  }
  return [...routes.values()].sort((a, b) => a.id.localeCompare(b.id));
}

/** Exported names of a module; for an object literal with the names in it. */
function exportsOf(path: string): Record<string, string[]> {
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest);
  const found: Record<string, string[]> = {};
  source.forEachChild((node) => {
    const exported =
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some((m) => m.kind === ts.SyntaxKind.ExportKeyword);
    if (!exported) return;
    if (ts.isFunctionDeclaration(node) && node.name) found[node.name.text] = [];
    if (!ts.isVariableStatement(node)) return;
    for (const { name, initializer } of node.declarationList.declarations) {
      if (!ts.isIdentifier(name)) continue;
      let value = initializer;
      while (value && (ts.isSatisfiesExpression(value) || ts.isAsExpression(value)))
        value = value.expression;
      found[name.text] =
        value && ts.isObjectLiteralExpression(value)
          ? value.properties.flatMap((p) =>
              p.name && (ts.isIdentifier(p.name) || ts.isStringLiteral(p.name))
                ? [p.name.text]
                : [],
            )
          : [];
    }
  });
  return found;
}

/** The address of a route, groups left out and parameters filled in. */
export function pathOf(route: Route, rule: RouteRule, samples: Samples): string {
  if (rule.path) return rule.path(samples);
  return route.id.replace(/\/\([^)]*\)/g, '') || '/';
}

/** Where a form of a page is sent to. */
export const actionAt = (path: string, action: string) =>
  `${path}${path.includes('?') ? '&' : '?'}/${action}`;

/** The officers' roles that may open it. */
export function rolesFor(rule: RouteRule): readonly StaffRole[] {
  if (rule.for === 'anyone' || rule.for === 'resident') return [];
  return rule.for === 'staff' ? staffRoles : access[rule.for];
}
