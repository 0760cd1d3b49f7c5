import type { AidFunds, AidLevel, AidTarget } from '#lib/domain/aid-programme.ts';
import type { AidRow } from '#lib/domain/aid-import.ts';
import { requireOfficer } from '#lib/domain/authority.ts';
import { kkProblem } from '#lib/domain/kk.ts';
import { nikProblem } from '#lib/domain/nik.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { plainText } from './plain-text.ts';
import { countKinds, findAidRecipientRecords, findRecordsOfKind } from './records-store.ts';
import { dayIn, textIn, type SourceRow } from './source-row.ts';

/** A programme that came over, as the form of one of ours is filled (assistance/programme-input.ts). */
export interface CarriedProgramme {
  id: string;
  typed: Record<string, string>;
}

/** OpenSID's `sasaran`. */
const targets: Record<string, AidTarget> = {
  '1': 'person',
  '2': 'family',
  '3': 'household',
  '4': 'group',
};
const targetOf = (row: SourceRow): AidTarget => targets[textIn(row, 'sasaran')] ?? 'person';

/** OpenSID's `asaldana`, a word of its own list. */
const funds: [RegExp, AidFunds, AidLevel][] = [
  [/pusat/i, 'national', 'national'],
  [/prov/i, 'province', 'province'],
  [/kab|kota/i, 'regency', 'regency'],
  [/dana desa/i, 'village-fund', 'village'],
];

const longestNote = 1000;
/** OpenSID does not say what is handed out. */
const unsaid = 'Dari OpenSID: bentuk dan jumlah bantuan belum tercatat.';

/** The programmes that came over. @throws Refusal 'forbidden' */
export async function listCarriedProgrammes(
  tx: VillageTx,
  visitor: Visitor,
): Promise<CarriedProgramme[]> {
  requireOfficer(visitor, 'aid.manage');
  return (await findRecordsOfKind(tx, 'aid-programme')).map(({ id, title, data, kept }) => {
    const [, fund, level] = funds.find(([word]) => word.test(textIn(data, 'asaldana'))) ?? [
      undefined,
      'other' as const,
      'village' as const,
    ];
    const starts = dayIn(data, 'sdate') ?? kept;
    const ends = dayIn(data, 'edate');
    return {
      id,
      typed: {
        nama: typedLine(plainText(title)).slice(0, 120).padEnd(3, '…'),
        tingkat: level,
        sasaran: targetOf(data),
        dana: fund,
        bentuk: 'money',
        jumlah: '',
        mulai: starts,
        selesai: ends && ends >= starts ? ends : '',
        catatan: `${unsaid} ${plainText(textIn(data, 'ndesc'))}`.slice(0, longestNote).trim(),
      },
    };
  });
}

/** How many programmes came over. @throws Refusal 'forbidden' */
export async function countCarriedProgrammes(tx: VillageTx, visitor: Visitor): Promise<number> {
  requireOfficer(visitor, 'aid.manage');
  return (await countKinds(tx)).find(({ kind }) => kind === 'aid-programme')?.count ?? 0;
}

/**
 * Those who were in a programme that came over, as rows of a list that is checked against the register.
 * `peserta` is what the programme's target says: a NIK, a family's number, a household's, a group's code.
 * @param id of the programme's record
 * @throws Refusal 'forbidden'
 */
export async function listCarriedRecipients(
  tx: VillageTx,
  visitor: Visitor,
  id: string,
): Promise<AidRow[]> {
  requireOfficer(visitor, 'aid.manage');
  return (await findAidRecipientRecords(tx, id)).map(({ data, programme }, index) => {
    const member = textIn(data, 'peserta');
    const [holder] = [textIn(data, 'kartu_nik'), member].filter((text) => !nikProblem(text));
    const kk = targetOf(programme) === 'family' && !kkProblem(member) ? member : '';
    return {
      number: index + 1,
      nik: kk ? '' : (holder ?? ''),
      kk,
      name: typedLine(plainText(textIn(data, 'kartu_nama'))).slice(0, 100),
      card: typedLine(textIn(data, 'no_id_kartu')).slice(0, 40),
      decile: null,
      decileOn: null,
      group: targetOf(programme) === 'group' && member ? `Kelompok ${member}`.slice(0, 120) : '',
      problem: kk || holder ? '' : 'NIK atau nomor KK tidak terbaca',
    };
  });
}
