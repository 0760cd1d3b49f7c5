import { leftOut, type BatchRules, type LeftOut } from '#lib/domain/pin-batch.ts';
import type { Candidate } from './candidate-store.ts';

/** Why this resident gets no PIN in a batch; undefined when they do. */
export function judgeCandidate(person: Candidate, rules: BatchRules): LeftOut | undefined {
  return leftOut(
    {
      id: person.id,
      basicStatus: person.basic_status,
      merged: person.merged_into !== null,
      nikTemporary: person.nik_temporary,
      birthDate: person.birth_date,
      maritalStatus: person.marital_status,
      account: person.state as 'issued' | 'active' | 'closed' | null,
      slipUntil: person.expires_at,
    },
    rules,
  );
}
