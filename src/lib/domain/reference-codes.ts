import { OCCUPATIONS } from './occupations.ts';
import { list, type ReferenceList } from './reference-list.ts';

export {
  codeFrom,
  expectedOf,
  labelOf,
  type ReferenceEntry,
  type ReferenceList,
} from './reference-list.ts';

export const SEX = list(
  'jenis kelamin',
  [1, 'Laki-laki', 'L', 'Lk', 'Lki', 'laki', 'laki2', 'pria', 'male', 'M'],
  [2, 'Perempuan', 'P', 'Pr', 'Prp', 'wanita', 'W', 'female', 'F'],
);

export const RELIGION = list(
  'agama',
  [1, 'Islam', 'Moslem', 'Muslim'],
  [2, 'Kristen', 'Kristen Protestan', 'Protestan'],
  [3, 'Katolik', 'Katholik', 'Kristen Katolik', 'Kristen Katholik', 'Catholic'],
  [4, 'Hindu'],
  [5, 'Buddha', 'Budha', 'Budda', 'Buda'],
  [6, 'Khonghucu', 'Konghucu', 'Kong Hu Cu', 'Khong Hu Cu', 'Confucius'],
  [
    7,
    'Kepercayaan terhadap Tuhan YME/lainnya',
    'Kepercayaan',
    'Kepercayaan terhadap Tuhan YME',
    'Kepercayaan/lainnya',
    'Penghayat kepercayaan',
    'Aliran kepercayaan',
    'lainnya',
    'lain-lain',
  ],
);

export const EDUCATION = list(
  'pendidikan dalam KK',
  [1, 'Tidak/belum sekolah', 'belum sekolah', 'tidak sekolah'],
  [2, 'Belum tamat SD/sederajat', 'belum tamat SD', 'tidak tamat SD', 'tidak tamat SD/sederajat'],
  [3, 'Tamat SD/sederajat', 'SD', 'SD/sederajat', 'tamat SD', 'MI', 'Paket A'],
  [
    4,
    'SLTP/sederajat',
    'SLTP',
    'SMP',
    'SMP/sederajat',
    'tamat SLTP',
    'tamat SMP',
    'MTs',
    'Paket B',
  ],
  [
    5,
    'SLTA/sederajat',
    'SLTA',
    'SMA',
    'SMA/sederajat',
    'SMK',
    'SMU',
    'STM',
    'tamat SLTA',
    'tamat SMA',
    'tamat SLTA/sederajat',
    'MA',
    'Paket C',
  ],
  [6, 'Diploma I/II', 'D1', 'D2', 'D-I', 'D-II', 'D1/D2', 'D-I/II', 'Diploma I', 'Diploma II'],
  [
    7,
    'Akademi/Diploma III/Sarjana Muda',
    'Akademi/Diploma III/S. Muda',
    'D3',
    'D-III',
    'Diploma III',
    'Akademi',
    'Sarjana Muda',
  ],
  [8, 'Diploma IV/Strata I', 'S1', 'S-1', 'D4', 'D-IV', 'D-IV/S1', 'D4/S1', 'Sarjana', 'Strata I'],
  [9, 'Strata II', 'S2', 'S-2', 'Magister', 'Pascasarjana'],
  [10, 'Strata III', 'S3', 'S-3', 'Doktor'],
);

export const SCHOOLING = list(
  'pendidikan yang sedang ditempuh',
  [1, 'Belum masuk TK/kelompok bermain', 'belum masuk TK', 'belum sekolah'],
  [2, 'Sedang TK/kelompok bermain', 'TK', 'PAUD', 'sedang TK'],
  [3, 'Tidak pernah sekolah'],
  [4, 'Sedang SD/sederajat', 'SD', 'sedang SD', 'SD/sederajat'],
  [5, 'Tidak tamat SD/sederajat', 'tidak tamat SD'],
  [6, 'Sedang SLTP/sederajat', 'SLTP', 'SMP', 'sedang SLTP', 'sedang SMP', 'SLTP/sederajat'],
  [7, 'Sedang SLTA/sederajat', 'SLTA', 'SMA', 'SMK', 'sedang SLTA', 'sedang SMA', 'SLTA/sederajat'],
  [8, 'Sedang D-1/sederajat', 'D1', 'sedang D1'],
  [9, 'Sedang D-2/sederajat', 'D2', 'sedang D2'],
  [10, 'Sedang D-3/sederajat', 'D3', 'sedang D3'],
  [11, 'Sedang S-1/sederajat', 'S1', 'sedang S1', 'kuliah'],
  [12, 'Sedang S-2/sederajat', 'S2', 'sedang S2'],
  [13, 'Sedang S-3/sederajat', 'S3', 'sedang S3'],
  [14, 'Sedang SLB A/sederajat', 'SLB A', 'sedang SLB A'],
  [15, 'Sedang SLB B/sederajat', 'SLB B', 'sedang SLB B'],
  [16, 'Sedang SLB C/sederajat', 'SLB C', 'sedang SLB C'],
  [
    17,
    'Tidak dapat membaca dan menulis huruf Latin/Arab',
    'tidak bisa baca tulis',
    'buta huruf',
    'tidak dapat membaca dan menulis',
  ],
  [18, 'Tidak sedang sekolah', 'tidak sekolah', 'tidak sedang menempuh pendidikan'],
);

export const OCCUPATION: ReferenceList = { name: 'pekerjaan', entries: OCCUPATIONS };

export const MARITAL_STATUS = list(
  'status kawin',
  [1, 'Belum kawin', 'belum menikah', 'lajang', 'BK', 'tidak kawin'],
  [
    2,
    'Kawin',
    'menikah',
    'kawin tercatat',
    'kawin belum tercatat',
    'kawin tidak tercatat',
    'sudah kawin',
    'K',
  ],
  [3, 'Cerai hidup', 'cerai', 'cerai hidup tercatat', 'cerai hidup belum tercatat', 'CH'],
  [4, 'Cerai mati', 'CM'],
);

export const FAMILY_RELATION = list(
  'hubungan dalam keluarga',
  [1, 'Kepala keluarga', 'KK', 'kepala', 'kep. keluarga', 'KRT'],
  [2, 'Suami'],
  [3, 'Istri', 'isteri'],
  [4, 'Anak', 'anak kandung'],
  [5, 'Menantu'],
  [6, 'Cucu'],
  [7, 'Orang tua', 'orangtua', 'ortu', 'ayah', 'ibu'],
  [8, 'Mertua'],
  [9, 'Famili lain', 'family lain', 'famili', 'keponakan', 'saudara', 'adik', 'kakak'],
  [10, 'Pembantu', 'ART'],
  [11, 'Lainnya', 'lain-lain', 'anak tiri', 'anak angkat'],
);

export const CITIZENSHIP = list(
  'kewarganegaraan',
  [1, 'WNI', 'Warga Negara Indonesia', 'Indonesia'],
  [2, 'WNA', 'Warga Negara Asing', 'asing'],
  [3, 'Dua kewarganegaraan', 'dwi kewarganegaraan', 'ganda'],
);

export const BLOOD_TYPE = list(
  'golongan darah',
  [1, 'A'],
  [2, 'B'],
  [3, 'AB'],
  [4, 'O'],
  [5, 'A+'],
  [6, 'A-'],
  [7, 'B+'],
  [8, 'B-'],
  [9, 'AB+'],
  [10, 'AB-'],
  [11, 'O+'],
  [12, 'O-'],
  [13, 'Tidak tahu', 'tdk tahu', 'tidak diketahui', 'TT'],
);

export const DISABILITY = list(
  'cacat',
  [1, 'Cacat fisik', 'fisik', 'disabilitas fisik', 'tuna daksa'],
  [2, 'Cacat netra/buta', 'netra', 'buta', 'tuna netra', 'cacat netra'],
  [3, 'Cacat rungu/wicara', 'rungu', 'wicara', 'rungu/wicara', 'tuna rungu', 'tuna wicara'],
  [4, 'Cacat mental/jiwa', 'mental', 'jiwa', 'cacat mental'],
  [5, 'Cacat fisik dan mental', 'fisik dan mental', 'fisik/mental', 'fisik+mental'],
  [6, 'Cacat lainnya', 'lainnya'],
  [7, 'Tidak cacat', 'tidak', 'tidak ada', 'normal', 'sehat'],
);

export const CHRONIC_ILLNESS = list(
  'sakit menahun',
  [1, 'Jantung'],
  [2, 'Lever', 'hati'],
  [3, 'Paru-paru'],
  [4, 'Kanker'],
  [5, 'Stroke'],
  [6, 'Diabetes melitus', 'diabetes', 'kencing manis'],
  [7, 'Ginjal'],
  [8, 'Malaria'],
  [9, 'Lepra/kusta', 'kusta', 'lepra'],
  [10, 'HIV/AIDS', 'HIV', 'AIDS'],
  [11, 'Gangguan jiwa', 'gila/stres', 'gila/stress'],
  [12, 'TBC', 'TB', 'tuberkulosis'],
  [13, 'Asma'],
  [14, 'Tidak ada', 'tidak sakit', 'tidak ada/tidak sakit', 'sehat'],
);

export const CONTRACEPTION = list(
  'cara KB',
  [1, 'Pil'],
  [2, 'IUD', 'spiral'],
  [3, 'Suntik', 'suntikan'],
  [4, 'Kondom'],
  [5, 'Susuk KB', 'implan', 'implant', 'susuk'],
  [6, 'Sterilisasi wanita', 'tubektomi', 'MOW'],
  [7, 'Sterilisasi pria', 'vasektomi', 'MOP'],
  [8, 'Tidak menggunakan', 'tidak', 'tidak ada', 'tidak KB'],
  [99, 'Lainnya', 'lain-lain'],
);

export const HEALTH_INSURANCE = list(
  'asuransi kesehatan',
  [1, 'Tidak/belum punya', 'tidak punya', 'belum punya', 'tidak ada', 'tidak'],
  [2, 'BPJS penerima bantuan iuran', 'BPJS PBI', 'PBI', 'KIS'],
  [3, 'BPJS bukan penerima bantuan iuran', 'BPJS non-PBI', 'non PBI', 'BPJS mandiri'],
  [4, 'BPJS bantuan daerah', 'Jamkesda'],
  [99, 'Asuransi lainnya', 'lainnya'],
);

export const ID_CARD = list(
  'KTP elektronik',
  [1, 'Belum', 'belum punya', 'tidak'],
  [2, 'KTP-el', 'e-KTP', 'ektp', 'KTP', 'sudah'],
  [3, 'KIA', 'Kartu Identitas Anak'],
);

export const ID_CARD_RECORDING = list(
  'status rekam KTP',
  [1, 'Belum wajib'],
  [2, 'Belum rekam', 'belum merekam'],
  [3, 'Sudah rekam', 'sudah merekam', 'sudah'],
  [4, 'Card printed', 'sudah cetak', 'kartu tercetak'],
  [5, 'Print ready record', 'print ready', 'PRR', 'siap cetak'],
  [6, 'Card shipped', 'kartu dikirim'],
  [7, 'Sent for card printing', 'dikirim untuk dicetak'],
  [8, 'Card issued', 'kartu terbit'],
);

export const BASIC_STATUS = list(
  'status dasar',
  [1, 'Hidup', 'aktif'],
  [2, 'Mati', 'meninggal', 'meninggal dunia', 'wafat', 'alm', 'almh'],
  [3, 'Pindah', 'pindah keluar'],
  [4, 'Hilang'],
  [6, 'Pergi'],
  [9, 'Tidak valid'],
);

export const PREGNANT = list(
  'hamil',
  [1, 'Hamil', 'ya', 'Y'],
  [2, 'Tidak hamil', 'tidak', 'T', 'tdk'],
);

export const RESIDENCE = list(
  'status penduduk',
  [1, 'Tetap', 'penduduk tetap'],
  [2, 'Tidak tetap', 'sementara', 'penduduk sementara', 'pendatang'],
);

export const BIRTH_FACILITY = list(
  'tempat dilahirkan',
  [1, 'Rumah sakit/rumah bersalin', 'RS/RB', 'RS', 'RB', 'rumah sakit', 'rumah bersalin'],
  [2, 'Puskesmas'],
  [3, 'Polindes'],
  [4, 'Rumah'],
  [5, 'Lainnya'],
);

export const BIRTH_KIND = list(
  'jenis kelahiran',
  [1, 'Tunggal'],
  [2, 'Kembar 2', 'kembar', 'kembar dua'],
  [3, 'Kembar 3', 'kembar tiga'],
  [4, 'Kembar 4', 'kembar empat'],
);

export const BIRTH_ATTENDANT = list(
  'penolong kelahiran',
  [1, 'Dokter'],
  [2, 'Bidan/perawat', 'bidan', 'perawat'],
  [3, 'Dukun'],
  [4, 'Lainnya'],
);

export const HOUSEHOLD_RELATION = list(
  'kedudukan dalam rumah tangga',
  [1, 'Kepala rumah tangga', 'kepala'],
  [2, 'Anggota rumah tangga', 'anggota'],
);
