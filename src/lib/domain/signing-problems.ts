/** Why a service outside did not sign a letter. */
export type SigningProblem =
  | 'wrong-passphrase'
  | 'not-registered'
  | 'certificate-expired'
  | 'wrong-credentials'
  | 'refused'
  | 'service-down'
  | 'too-slow'
  | 'bad-answer'
  | 'no-timestamp'
  | 'interrupted';

/** What the signer is told, and what to do. */
const words: Record<SigningProblem, string> = {
  'wrong-passphrase': 'Passphrase tidak cocok. Periksa huruf besar dan kecilnya, lalu coba lagi.',
  'not-registered':
    'NIK Anda belum terdaftar atau sertifikatnya belum terbit di layanan tanda tangan. Hubungi Diskominfo kabupaten.',
  'certificate-expired':
    'Sertifikat elektronik Anda sudah berakhir. Perbarui lewat Diskominfo kabupaten, lalu lanjutkan.',
  'wrong-credentials':
    'Layanan menolak nama pengguna atau kata sandi desa. Minta admin memeriksanya di Pengaturan.',
  refused: 'Layanan tanda tangan menolak surat ini.',
  'service-down':
    'Layanan tanda tangan tidak bisa dihubungi. Coba lagi sebentar lagi; nomor surat tetap disimpan.',
  'too-slow':
    'Layanan tanda tangan terlalu lama menjawab. Coba lagi sebentar lagi; nomor surat tetap disimpan.',
  'bad-answer':
    'Jawaban layanan bukan surat yang dikirim beserta tanda tangannya, jadi tidak dipakai. Coba lagi; bila terulang, hubungi pengelola layanan.',
  'no-timestamp':
    'Layanan stempel waktu tidak bisa dihubungi. Coba lagi sebentar lagi; nomor surat tetap disimpan.',
  interrupted: 'Penandatanganan terputus di tengah jalan. Lanjutkan dengan nomor yang sama.',
};

export const isSigningProblem = (text: string): text is SigningProblem => text in words;

/** A sentence for the signer; `said` is what the service gave as its reason. */
export function problemInWords(problem: SigningProblem, said = ''): string {
  return problem === 'refused' && said ? `${words.refused} Alasannya: ${said}` : words[problem];
}
