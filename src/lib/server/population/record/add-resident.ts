import { villageDate } from '#lib/domain/dates-id.ts';
import { normaliseIdNumber } from '#lib/domain/id-number.ts';
import { kkProblem } from '#lib/domain/kk.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import {
  residentColumns,
  residentField,
  type ResidentColumn,
  type ResidentValues,
} from '#lib/domain/resident-fields.ts';
import { residentNotes, residentProblems } from '#lib/domain/resident-rules.ts';
import { readResidentFields } from '#lib/domain/resident-values.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { declareChange } from '../declare-change.ts';
import { insertDistinct } from './doubles-store.ts';
import { findFamilyByCard, insertResident, seatHead, type CardRow } from './entry-store.ts';
import { findDoubles, type LikelyDouble } from './find-doubles.ts';
import { readNik } from './read-nik.ts';
import { requireEditor } from './record-policy.ts';
import { findAreaExists } from './resident-store.ts';
import { nextTemporaryNiks } from '../temporary-niks.ts';

/** Somebody who is to be written into the register. */
export interface NewResident {
  /**
   * What was typed, by column name (domain/resident-fields.ts), and `nik` (empty or 0: a temporary
   * one is given) and `kk` (empty: on no family card).
   */
  typed: Readonly<Record<string, string>>;
  /** Records that the officer has looked at and that are of somebody else; or all of them. */
  distinctFrom?: readonly string[] | 'all';
  /** True when the officer has read what looks odd and wants it so. */
  acceptNotes?: boolean;
  /** The declared change it belongs to; without one it is an entry of its own. */
  changeId?: string;
}

export type AddOutcome =
  | { kind: 'added'; id: string; temporary: boolean }
  /** Nobody is added yet: the officer is asked. */
  | { kind: 'asked'; doubles: LikelyDouble[]; notes: string[] };

/**
 * Writes somebody into the register, with or without NIK, into an existing family or none.
 * @throws Refusal 'invalid' with a sentence for each field that cannot be so
 */
export async function addResident(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  wanted: NewResident,
): Promise<AddOutcome> {
  requireEditor(visitor);
  const today = villageDate(now(), village.timeZone);
  const { typed } = wanted;
  const { values, problems } = readResidentFields(withAllRequired(typed), {});
  const all: Record<string, string | undefined> = { ...problems };

  const typedNik = (typed.nik ?? '').trim();
  let nik: string | null = null;
  if (typedNik && !/^0+$/.test(typedNik)) {
    const read = await readNik(tx, typedNik);
    if (read.ok) nik = read.nik;
    else all.nik = read.problem;
  }
  const card = await readCard(tx, typed.kk ?? '');
  if (!card.ok) all.kk = card.problem;
  const family = card.ok ? card.family : undefined;
  if (card.ok) all.relation ??= relationProblem(values, family);
  if (typeof values.area_id === 'string' && !(await findAreaExists(tx, values.area_id)))
    all.area_id = 'Pilih dusun dan RT dari daftar.';

  const changed = Object.keys(values) as ResidentColumn[];
  const whole = { ...values, nik };
  for (const [column, problem] of Object.entries(residentProblems(whole, changed, today)))
    all[column] ??= problem;
  const wrong = Object.entries(all).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (wrong.length > 0) {
    throw new Refusal('invalid', wrong[0]![1], Object.fromEntries(inOrder(wrong)));
  }

  const doubles = await findDoubles(tx, {
    name: String(values.name),
    birthDate: String(values.birth_date),
    nik,
  });
  const { distinctFrom = [] } = wanted;
  const unseen = doubles.filter(({ id }) => distinctFrom !== 'all' && !distinctFrom.includes(id));
  const notes = wanted.acceptNotes ? [] : residentNotes(whole, today);
  if (unseen.length > 0 || notes.length > 0) return { kind: 'asked', doubles, notes };

  const changeId = wanted.changeId ?? (await declareChange(tx, visitor, { kind: 'entry' }));
  const id = await insertResident(
    tx,
    {
      ...values,
      nik: nik ?? (await nextTemporaryNiks(tx, village, 1))[0]!,
      nik_temporary: nik === null,
      family_id: family?.id ?? null,
      area_id: values.area_id ?? family?.area_id ?? null,
    },
    { changeId, at: now() },
  );
  if (family && values.relation === 1) await seatHead(tx, family.id, id, now());
  await insertDistinct(
    tx,
    visitor.staffId,
    doubles.map((double) => [double.id, id] as const),
  );
  await recordEvent(tx, village.id, visitor, {
    action: 'population.add',
    subjectKind: 'resident',
    subjectId: id,
    residentId: id,
  });
  return { kind: 'added', id, temporary: nik === null };
}

/** A field that was not sent at all is as missing as an empty one. */
const withAllRequired = (typed: Readonly<Record<string, string>>) => ({
  ...Object.fromEntries(
    residentColumns.filter((column) => residentField(column).required).map((c) => [c, '']),
  ),
  ...typed,
});

/** The summary of what is wrong follows the form. */
function inOrder(wrong: [string, string][]): [string, string][] {
  const order = ['nik', 'kk', ...residentColumns];
  return wrong.sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
}

type CardReading = { ok: true; family?: CardRow } | { ok: false; problem: string };

/** The family that a typed number of a family card means; none for an empty one. */
export async function readCard(tx: VillageTx, typed: string): Promise<CardReading> {
  const text = typed.trim();
  if (!text || /^0+$/.test(text)) return { ok: true };
  const read = normaliseIdNumber(text);
  const number = read.ok ? read.value.digits : text;
  const problem = kkProblem(number);
  if (problem) return { ok: false, problem: `Tulis ${problem}.` };
  const family = await findFamilyByCard(tx, number);
  if (!family)
    return {
      ok: false,
      problem: 'Nomor KK ini belum ada di desa ini. Kosongkan dulu bila KK-nya belum dibuat.',
    };
  if (family.closed_on) return { ok: false, problem: 'KK ini sudah ditutup. Periksa nomornya.' };
  return { ok: true, family };
}

function relationProblem(values: ResidentValues, family: CardRow | undefined): string | undefined {
  const relation = values.relation ?? null;
  if (!family) return relation === null ? undefined : 'Isi dulu nomor KK-nya, atau kosongkan ini.';
  if (relation === null) return 'Pilih hubungannya dalam keluarga ini.';
  if (relation === 1 && family.head_id)
    return `KK ini sudah punya kepala keluarga: ${family.head_name}.`;
  return undefined;
}
