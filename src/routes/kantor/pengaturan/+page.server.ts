import { Refusal } from '#lib/domain/refusal.ts';
import { may, type Capability } from '#lib/domain/roles.ts';
import type { PageServerLoad } from './$types';

interface Setting {
  href: string;
  title: string;
  about: string;
  needs: Capability;
}

const settings: readonly Setting[] = [
  {
    href: '/kantor/pengaturan/desa',
    title: 'Kantor desa',
    about: 'Alamat, telepon, jam buka, tentang desa, dan maklumat.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/surat',
    title: 'Nomor surat dan lampiran',
    about: 'Pola nomor, cara menghitungnya, dan berapa lama lampiran disimpan.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/kop',
    title: 'Kop dan bentuk surat',
    about: 'Tulisan kop, lambang, kertas, tepi, huruf, tempat tanda tangan, dan kaki surat.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/arsip',
    title: 'Masa simpan arsip',
    about: 'Berapa lama pindaian surat, tanda terima, dan bukti penyaluran bantuan disimpan.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/pengantar',
    title: 'Pengantar RT/RW',
    about: 'Surat yang pengantarnya dijawab Ketua RT dari HP-nya.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/aspirasi',
    title: 'Aspirasi dan pengaduan',
    about: 'Batas waktu memeriksa, menjawab, dan membuka lagi laporan warga.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/komentar',
    title: 'Komentar warga',
    about: 'Apakah warga boleh berkomentar di bawah berita dan pengumuman.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/saluran',
    title: 'Saluran pemberitahuan',
    about: 'Email, WhatsApp, Telegram, notifikasi HP, dan jam tenang.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/tampilan',
    title: 'Logo dan warna',
    about: 'Logo di kop surat dan di semua halaman, dan warna desa.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/perangkat',
    title: 'Foto perangkat desa',
    about: 'Foto yang tampil di halaman depan dan halaman perangkat desa.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/libur',
    title: 'Hari libur',
    about: 'Hari kantor tutup, supaya janji selesai surat dihitung benar.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/kalimat',
    title: 'Kalimat simpanan',
    about:
      'Alasan yang sering dipakai saat mengembalikan atau menolak permohonan, dan jawaban pengaduan.',
    needs: 'village.settings',
  },
  {
    href: '/kantor/pengaturan/penanda-tangan',
    title: 'Penanda tangan',
    about: 'Siapa yang menandatangani surat, sebagai apa, dan siapa penggantinya.',
    needs: 'signers.manage',
  },
  {
    href: '/kantor/pengaturan/sertifikat',
    title: 'Sertifikat tanda tangan',
    about: 'Kunci yang menandatangani surat elektronik.',
    needs: 'certificate.manage',
  },
  {
    href: '/kantor/pengaturan/tanda-tangan',
    title: 'Layanan tanda tangan',
    about: 'Sertifikat desa atau layanan BSrE, dan stempel waktu.',
    needs: 'certificate.manage',
  },
  {
    href: '/kantor/pengaturan/petugas',
    title: 'Petugas',
    about: 'Siapa yang boleh masuk ke kantor, dan untuk apa.',
    needs: 'staff.manage',
  },
];

export const load: PageServerLoad = ({ locals: { visitor } }) => {
  const roles = visitor.kind === 'staff' ? visitor.roles : [];
  const open = settings.filter((setting) => may(roles, setting.needs));
  if (open.length === 0) throw new Refusal('forbidden', 'Peran Anda tidak berwenang untuk ini.');
  return { settings: open.map(({ href, title, about }) => ({ href, title, about })) };
};
