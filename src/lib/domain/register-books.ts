import { col, columnsOf, type Heading, note, number, over } from './book-headings.ts';
import { letterBookKeys, letterBooks } from './letter-books.ts';

/**
 * The registers of Permendagri 47/2016 that are kept here: of the population (B.1 to B.5) and of letters
 * (A.7, A.8, letter-books.ts). Under the headings the columns are numbered from 1.
 */

const populationBookKeys = ['induk', 'mutasi', 'rekapitulasi', 'sementara', 'ktp-kk'] as const;
export type PopulationBookKey = (typeof populationBookKeys)[number];

export const bookKeys = [...letterBookKeys, ...populationBookKeys] as const;
/** A book, as addresses name it. */
export type BookKey = (typeof bookKeys)[number];

export interface RegisterBook {
  key: string;
  /** "B.1" */
  code: string;
  /** "Buku Induk Penduduk" */
  title: string;
  /** What stands in it, in a sentence for its door. */
  about: string;
  headings: readonly Heading[];
}

const induk: RegisterBook = {
  key: 'induk',
  code: 'B.1',
  title: 'Buku Induk Penduduk',
  about: 'Semua penduduk tetap yang ada di desa pada akhir bulan.',
  headings: [
    number,
    col('name', 'Nama lengkap / panggilan', 12),
    col('sex', 'Jenis kelamin', 4, 'center'),
    col('maritalStatus', 'Status perkawinan', 6),
    over(
      'Tempat dan tanggal lahir',
      col('birthPlace', 'Tempat lahir', 7),
      col('birthDate', 'Tanggal lahir', 6.5),
    ),
    col('religion', 'Agama', 6),
    col('education', 'Pendidikan terakhir', 7.5),
    col('occupation', 'Pekerjaan', 8),
    col('literacy', 'Dapat membaca huruf', 5, 'center'),
    col('citizenship', 'Kewarga\u00adnegaraan', 5, 'center'),
    col('address', 'Alamat lengkap', 13),
    col('relation', 'Kedudukan dalam keluarga', 7),
    col('nik', 'NIK', 9.5),
    col('kk', 'Nomor KK', 9.5),
    note(6),
  ],
};

const mutasi: RegisterBook = {
  key: 'mutasi',
  code: 'B.2',
  title: 'Buku Mutasi Penduduk',
  about: 'Yang lahir, datang, meninggal, dan pindah selama satu bulan.',
  headings: [
    number,
    col('name', 'Nama lengkap / panggilan', 15),
    over(
      'Tempat dan tanggal lahir',
      col('birthPlace', 'Tempat lahir', 9),
      col('birthDate', 'Tanggal lahir', 7),
    ),
    col('sex', 'Jenis kelamin', 5, 'center'),
    col('citizenship', 'Kewarga\u00adnegaraan', 6, 'center'),
    over('Penambahan', col('origin', 'Datang dari', 13), col('cameOn', 'Tanggal', 7)),
    over(
      'Pengurangan',
      col('destination', 'Pindah ke', 13),
      col('movedOn', 'Tanggal', 7),
      col('deathPlace', 'Meninggal di', 10),
      col('diedOn', 'Tanggal', 7),
    ),
    note(12),
  ],
};

/** The four columns of foreigners and Indonesians, by the beginning of their names. */
const four = (name: string) => [
  over('WNA', col(`${name}.foreign.1`, 'L', 3, 'right'), col(`${name}.foreign.2`, 'P', 3, 'right')),
  over(
    'WNI',
    col(`${name}.native.1`, 'L', 3.5, 'right'),
    col(`${name}.native.2`, 'P', 3.5, 'right'),
  ),
];
const stock = (label: string, name: string, sum: string) =>
  over(
    label,
    ...four(name),
    col(`${name}.families`, 'Jumlah KK', 4, 'right'),
    col(`${name}.members`, 'Jumlah anggota keluarga', 5, 'right'),
    col(`${name}.people`, `Jumlah jiwa (${sum})`, 4.5, 'right'),
  );

const rekapitulasi: RegisterBook = {
  key: 'rekapitulasi',
  code: 'B.3',
  title: 'Buku Rekapitulasi Jumlah Penduduk',
  about: 'Jumlah penduduk tiap dusun di awal dan akhir bulan, dengan tambahan dan pengurangannya.',
  headings: [
    number,
    col('hamlet', 'Nama dusun / lingkungan', 13),
    stock('Jumlah penduduk awal bulan', 'start', '7+8'),
    over('Tambahan bulan ini', over('Lahir', ...four('born')), over('Datang', ...four('came'))),
    over(
      'Pengurangan bulan ini',
      over('Meninggal', ...four('died')),
      over('Pindah', ...four('left')),
    ),
    stock('Jumlah penduduk akhir bulan', 'end', '30+31'),
    note(7),
  ],
};

const sementara: RegisterBook = {
  key: 'sementara',
  code: 'B.4',
  title: 'Buku Penduduk Sementara',
  about: 'Penduduk tidak tetap yang berada di desa dalam satu bulan.',
  headings: [
    number,
    col('name', 'Nama lengkap', 13),
    over('Jenis kelamin', col('male', 'L', 3, 'center'), col('female', 'P', 3, 'center')),
    col('identity', 'Nomor identitas / tanda pengenal', 10),
    col('birth', 'Tempat dan tanggal lahir / umur', 10),
    col('occupation', 'Pekerjaan', 8),
    over('Kewarganegaraan', col('nationality', 'Kebangsaan', 6), col('descent', 'Keturunan', 6)),
    col('origin', 'Datang dari', 10),
    col('purpose', 'Maksud dan tujuan kedatangan', 10),
    col('host', 'Nama dan alamat yang didatangi', 11),
    col('cameOn', 'Datang tanggal', 6.5),
    col('leftOn', 'Pergi tanggal', 6.5),
    note(7),
  ],
};

const ktpKk: RegisterBook = {
  key: 'ktp-kk',
  code: 'B.5',
  title: 'Buku Kartu Tanda Penduduk dan Kartu Keluarga',
  about: 'Penduduk tetap menurut kartu keluarganya, dengan KTP dan orang tuanya.',
  headings: [
    number,
    col('kk', 'Nomor KK', 10.4),
    col('name', 'Nama lengkap', 12),
    col('nik', 'NIK', 10.4),
    col('sex', 'Jenis kelamin', 4, 'center'),
    col('birth', 'Tempat, tanggal lahir', 8),
    col('bloodType', 'Gol. darah', 4, 'center'),
    col('religion', 'Agama', 5.5),
    col('education', 'Pendidikan', 7),
    col('occupation', 'Pekerjaan', 7.5),
    col('address', 'Alamat', 12),
    col('maritalStatus', 'Status perkawinan', 5.5),
    col('issued', 'Tempat dan tanggal dikeluarkan', 7.5),
    col('relation', 'Status hubungan keluarga', 6.5),
    col('citizenship', 'Kewarga\u00adnegaraan', 5, 'center'),
    over('Orang tua', col('father', 'Ayah', 8.5), col('mother', 'Ibu', 8.5)),
    col('since', 'Tanggal mulai tinggal di desa', 6.5),
    note(5),
  ],
};

export const registerBooks: Readonly<Record<BookKey, RegisterBook>> = {
  ...letterBooks,
  induk,
  mutasi,
  rekapitulasi,
  sementara,
  'ktp-kk': ktpKk,
};

export const isBookKey = (name: string): name is BookKey => Object.hasOwn(registerBooks, name);

/** Whether numbers of persons stand in a book, which are masked unless they are asked for. */
export const showsNumbers = ({ headings }: Pick<RegisterBook, 'headings'>): boolean =>
  columnsOf(headings).some(({ key }) => ['nik', 'kk', 'identity'].includes(key));
