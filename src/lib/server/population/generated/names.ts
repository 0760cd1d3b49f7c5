import type { Random } from './random.ts';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

// Given names common in Nusa Tenggara Barat. They are drawn and joined at random: whoever bears the
// outcome does so by chance.
const MALE = words(`
  AHMAD MUHAMMAD ABDUL SYAMSUDDIN ZAINUDDIN HAMZAH JUNAIDI SUHARDI MAHSUN SAHARUDDIN ISKANDAR YUSUF
  IBRAHIM MUSTAFA HASANUDDIN BURHANUDDIN MANSYUR RUSDI SAPARUDDIN KAMARUDDIN JAYADI SUPARDI MULIADI
  AMIRUDDIN FATHURRAHMAN LUKMAN SYARIFUDDIN TAUFIK HIDAYAT RIZAL ANDI ARIF BAYU DEDI EKO FAJAR GUNAWAN
  HERMAN ILHAM JUMADIL KHAIRUL MAULANA NASRULLAH PUTRA RAHMAT SOFYAN TAMRIN UMAR WAHYU YANSEN ZULKARNAIN
  SURYADI HARIANTO MASDAR SAHABUDDIN ALIMUDDIN JAMALUDDIN FERI RIFKI AZHAR HAIRIL RAMDAN GALANG DAFA RAKA
`);
const FEMALE = words(`
  SITI NURHAYATI ROHANI FATIMAH AMINAH HALIMAH MARIAM SALMAH RUKMINI SUMIATI HERAWATI KARTINI SRIWAHYUNI
  MARDIANA NURAINI HAJRAH JUMENAH SARIPAH ZAINAB RABIATUL HADIJAH MASITAH NURLAELA ERNAWATI YULIANA DEWI
  FITRIANI INDAHYANI LESTARI MAWAR NOVITASARI PUTRI RAHMAWATI SUSANTI TITIN ULFA WIDIA YUNITA ZAHRA AISYAH
  BUNGA CITRA DINA ELVIRA FARIDA GITA HASNAH IRMAWATI JULAEHA KHAIRUNNISA LINDA MULYANI NADIA SUHARNI
  SAMSIAH RATNA SALSABILA NAYLA KEISYA RISKA MAYA NURJANNAH BAIYAH SAKNAH
`);
const SECOND = words(`
  HIDAYATULLAH RAMADHAN SAPUTRA PRATAMA WIJAYA HAKIM RAHIM AZIZ KADIR RASYID MAJID WAHAB HALIM KARIM SALAM
  MANAN GAFAR LATIF SYUKUR BASRI HASAN HUSEN ARSYAD ANWAR AKBAR FAUZI FIRDAUS NUGRAHA SETIAWAN KURNIAWAN
  PERMANA MAHENDRA ARDIANSYAH ALFARIZI MAULIDA SYAHPUTRA JAYA KUSUMA
`);
const SECOND_FEMALE = words(`
  HANDAYANI WULANDARI PERTIWI ANGGRAINI LESTARI OKTAVIANI SAFITRI AULIA RAMADHANI KHOTIMAH JANNAH ZULFA
  MAHARANI PUSPITASARI APRILIANI HASANAH SALEHA MUSLIMAH AMALIA RAHMADANI SARI ASTUTI NINGSIH
`);

/** A name for a person of this sex, upper case as registers write it. */
export function makeName(random: Random, sex: 1 | 2): string {
  const [given, second] = sex === 1 ? [MALE, SECOND] : [FEMALE, SECOND_FEMALE];
  const first = random.pick(given);
  switch (
    random.weighted([
      ['one', 14],
      ['two', 52],
      ['title', 16],
      ['three', 12],
      ['noble', 6],
    ])
  ) {
    case 'one':
      return first;
    case 'title':
      return sex === 1
        ? `M. ${first} ${random.pick(second)}`
        : `SITI ${other(random, given, first)}`;
    case 'three':
      return `${first} ${other(random, given, first)} ${random.pick(second)}`;
    case 'noble':
      return `${sex === 1 ? 'LALU' : random.pick(['BAIQ', 'LALA'])} ${first} ${random.pick(second)}`;
    default:
      return random.chance(0.03) && sex === 2
        ? `NUR'${other(random, given, first)}`
        : `${first} ${random.pick(second)}`;
  }
}

function other(random: Random, names: readonly string[], not: string): string {
  const name = random.pick(names);
  return name === not ? names[(names.indexOf(not) + 1) % names.length]! : name;
}

/** A name of exactly 60 characters, the longest that Permendagri 73/2022 allows. */
export const LONGEST_LEGAL_NAME = 'LALU MUHAMMAD FATHURRAHMAN ZULKARNAIN HIDAYATULAH KUSUMAJAYA';

/** Where people of the village were born, the nearest places first and most often. */
export const BIRTHPLACES: readonly (readonly [string, number])[] = [
  ['BATU PUTIH', 50],
  ['TALIWANG', 22],
  ['SUMBAWA', 8],
  ['SETELUK', 5],
  ['JEREWEH', 4],
  ['MATARAM', 4],
  ['PRAYA', 2],
  ['SELONG', 2],
  ['BIMA', 1],
  ['MALANG', 1],
  ['MAKASSAR', 1],
];
