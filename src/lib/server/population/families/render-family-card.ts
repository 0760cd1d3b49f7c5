import { formatDateLong, formatDateShort } from '#lib/domain/dates-id.ts';
import {
  BLOOD_TYPE,
  CITIZENSHIP,
  EDUCATION,
  FAMILY_RELATION,
  labelOf,
  MARITAL_STATUS,
  OCCUPATION,
  type ReferenceList,
  RELIGION,
  SEX,
} from '#lib/domain/reference-codes.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import {
  printableData,
  printableText,
  typesetPdf,
  type VillageTx,
} from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { type CardFamily, type CardMember, findCardFamily, findCardMembers } from './card-store.ts';

/** A family with its living members, as its card shows them; numbers in full. */
export interface FamilyCard {
  family: CardFamily;
  members: CardMember[];
}

/**
 * What the copy of a family's card shows. Whoever calls it has judged who asks, and records it.
 * @returns undefined when there is no such family, or nobody is left in it
 */
export async function findFamilyCard(
  tx: VillageTx,
  familyId: string,
): Promise<FamilyCard | undefined> {
  const family = await findCardFamily(tx, familyId);
  const members = family ? await findCardMembers(tx, familyId) : [];
  return family && members.length > 0 ? { family, members } : undefined;
}

const word = (list: ReferenceList, code: number | null) =>
  code === null ? '-' : labelOf(list, code);
const day = (date: string | null) => (date ? formatDateShort(date) : '-');
const orDash = (text: string | null) => text || '-';

interface Column {
  label: string;
  /** A length or fraction of the typesetter. */
  width: string;
  /** Longest run of characters that stays together on a line. */
  longest?: number;
  centred?: boolean;
  of: (member: CardMember) => string;
}

/** The columns of the national form (Permendagri 109/2019): who somebody is … */
const first: readonly Column[] = [
  {
    label: 'Nama Lengkap',
    width: '2.4fr',
    longest: 21,
    of: ({ title_before, name, title_after }) =>
      [title_before, name].filter(Boolean).join(' ') + (title_after && `, ${title_after}`),
  },
  {
    label: 'NIK',
    width: '27mm',
    centred: true,
    of: ({ nik, nik_temporary }) => (nik_temporary ? 'Belum ada' : nik),
  },
  { label: 'Jenis Kelamin', width: '18mm', of: ({ sex }) => word(SEX, sex) },
  { label: 'Tempat Lahir', width: '1.3fr', longest: 14, of: (m) => orDash(m.birth_place) },
  { label: 'Tanggal Lahir', width: '18mm', centred: true, of: (m) => day(m.birth_date) },
  { label: 'Agama', width: '1.2fr', longest: 12, of: ({ religion }) => word(RELIGION, religion) },
  { label: 'Pendidikan', width: '1.4fr', longest: 15, of: (m) => word(EDUCATION, m.education) },
  {
    label: 'Jenis Pekerjaan',
    width: '1.4fr',
    longest: 15,
    of: (m) => word(OCCUPATION, m.occupation),
  },
  {
    label: 'Gol. Darah',
    width: '14mm',
    centred: true,
    longest: 9,
    of: (m) => word(BLOOD_TYPE, m.blood_type),
  },
];

/** … and what they are to each other. */
const second: readonly Column[] = [
  { label: 'Status Perkawinan', width: '22mm', of: (m) => word(MARITAL_STATUS, m.marital_status) },
  {
    label: 'Tanggal Perkawinan/ Perceraian',
    width: '23mm',
    centred: true,
    of: ({ married_on, divorced_on }) => day(divorced_on ?? married_on),
  },
  {
    label: 'Status Hubungan Dalam Keluarga',
    width: '30mm',
    of: ({ relation }) => word(FAMILY_RELATION, relation),
  },
  {
    label: 'Kewarganegaraan',
    width: '25mm',
    centred: true,
    of: (m) => word(CITIZENSHIP, m.citizenship),
  },
  { label: 'No. Paspor', width: '1fr', longest: 14, of: ({ passport }) => orDash(passport) },
  { label: 'No. KITAP', width: '1fr', longest: 14, of: ({ stay_permit }) => orDash(stay_permit) },
  { label: 'Nama Ayah', width: '2fr', longest: 18, of: ({ father_name }) => orDash(father_name) },
  { label: 'Nama Ibu', width: '2fr', longest: 18, of: ({ mother_name }) => orDash(mother_name) },
];

/** Its notice: what this sheet is not. */
const copyNotice = 'SALINAN – bukan pengganti Kartu Keluarga';

/**
 * A copy of a family card as a PDF: A4 landscape in the columns of the national form, marked as a
 * copy on every page. A temporary NIK is never printed.
 * @param printedOn the day in the village, `YYYY-MM-DD`
 */
export function renderFamilyCard(
  village: VillageContext,
  { family, members }: FamilyCard,
  printedOn: string,
  createdAt: Date,
): { pdf: Uint8Array } {
  const head = family.head_name ?? '';
  const title = villageTitle(village);
  const data = printableData({
    title: `Salinan Kartu Keluarga ${head}`,
    author: `Pemerintah ${title}`,
    notice: copyNotice,
    head,
    left: [
      { label: 'Nama Kepala Keluarga', value: orDash(head) },
      {
        label: 'Alamat',
        value: orDash([family.address, family.hamlet].filter(Boolean).join(', ')),
      },
      { label: 'RT/RW', value: `${family.rt ?? '-'}/${family.rw ?? '-'}` },
      { label: 'Kode Pos', value: orDash(village.postalCode) },
    ],
    right: [
      { label: 'Desa/Kelurahan', value: village.name },
      { label: 'Kecamatan', value: village.district },
      { label: 'Kabupaten/Kota', value: village.regency },
      { label: 'Provinsi', value: village.province },
    ],
    printed: [
      `Dicetak ${formatDateLong(printedOn)} dari data kependudukan ${title}.`,
      ...(family.card_printed_on
        ? [`Kartu Keluarga dikeluarkan ${formatDateLong(family.card_printed_on)}.`]
        : []),
      'Kartu Keluarga yang sah diterbitkan oleh Dinas Kependudukan dan Pencatatan Sipil.',
    ],
  });
  const layout = {
    ...data,
    number: family.kk_number,
    first: listing(first, members),
    second: listing(second, members),
  };
  return { pdf: typesetPdf('family-card.typ', layout, createdAt) };
}

function listing(columns: readonly Column[], members: readonly CardMember[]) {
  return {
    columns: [
      { label: 'No', width: '8mm', centred: true },
      ...columns.map(({ label, width, centred = false }) => ({ label, width, centred })),
    ],
    rows: members.map((member, index) => [
      String(index + 1),
      ...columns.map(({ of, longest }) => printableText(of(member), longest)),
    ]),
  };
}
