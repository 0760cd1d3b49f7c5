import { correctableFields } from '#lib/domain/correctable-fields.ts';
import { residentProblems } from '#lib/domain/resident-rules.ts';
import {
  residentColumns,
  type FieldValue,
  type ResidentColumn,
} from '#lib/domain/resident-fields.ts';
import type { ResidentVisitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getRecord } from '../own/own-record.ts';
import { getReach, today } from '../own/reach.ts';
import { findAskable, type AskableField } from './askable-fields.ts';
import { findProofs, type CorrectionRow } from './correction-store.ts';
import { judgeWish, mayClear, wantedValues } from './judge-wish.ts';
import { draftWishes } from './wishes.ts';

/** A field of a request that is still written. */
export interface DraftField extends AskableField {
  typed: string;
  clear: boolean;
  /** Whether the fact may be taken away instead of put right. */
  mayClear: boolean;
  /** What the register would hold; undefined while it is not right. */
  wanted: FieldValue | undefined;
  problem: string | undefined;
}

export interface DraftCorrection {
  name: string;
  own: boolean;
  fields: DraftField[];
  proofs: Awaited<ReturnType<typeof findProofs>>;
  needsProof: boolean;
  /** By the form's field names: columns, `bukti`. Empty when it can be sent. */
  problems: Record<string, string>;
}

/** The name under which the form asks for proofs. */
export const proofField = 'bukti';

/** A draft with its judgement: what of it can be sent, and what not and why. */
export async function judgeDraft(
  tx: VillageTx,
  village: VillageContext,
  visitor: ResidentVisitor,
  row: CorrectionRow,
): Promise<DraftCorrection> {
  const reach = await getReach(tx, village, visitor, row.resident_id);
  const askable = (await findAskable(tx, reach)).flatMap((part) => part.fields);
  const fields = draftWishes(row).flatMap((wish): DraftField[] => {
    const field = askable.find(({ column }) => column === wish.field);
    if (!field) return [];
    const { wanted, problem } = judgeWish(field, wish);
    return [{ ...field, ...wish, mayClear: mayClear(field), wanted, problem }];
  });
  const proofs = (await findProofs(tx, row.id)).filter((proof) => proof.deleted_at === null);
  const needsProof = fields.some(({ column }) => correctableFields[column] === 'proof');
  const problems: Record<string, string> = {
    ...(await judgeTogether(tx, row.resident_id, fields, today(village))),
  };
  for (const { column, problem } of fields) if (problem) problems[column] = problem;
  if (needsProof && proofs.length === 0)
    problems[proofField] = 'Lampirkan foto surat yang menunjukkan data yang benar.';
  return {
    name: reach.person.name,
    own: reach.audience === 'own',
    fields,
    proofs,
    needsProof,
    problems,
  };
}

/** What the record as a whole would say that cannot be: married before birth, for instance. */
async function judgeTogether(
  tx: VillageTx,
  residentId: string,
  fields: readonly DraftField[],
  day: string,
) {
  const row = await getRecord(tx, residentId);
  const wanted = wantedValues(fields);
  const present = Object.fromEntries(residentColumns.map((column) => [column, row[column]]));
  const changed = Object.keys(wanted) as ResidentColumn[];
  const problems = residentProblems({ ...present, ...wanted, nik: row.nik }, changed, day);
  return atAskedFields(problems, changed);
}

/** A sentence about two fields stands at the one that was asked for. */
function atAskedFields(
  problems: Partial<Record<ResidentColumn, string>>,
  asked: readonly ResidentColumn[],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(problems).map(([column, problem]) => [
      asked.includes(column as ResidentColumn) ? column : (asked[0] ?? column),
      problem,
    ]),
  );
}
