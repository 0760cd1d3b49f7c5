import { blankSubject, type LetterSubject } from '#lib/domain/letter-subject.ts';
import { subjectWithAnswers } from '#lib/domain/letter-values.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { getPerson, type Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { subjectFor } from './letter-input.ts';
import { answersOf, typeOf } from './request-context.ts';
import type { RequestRow } from './store.ts';

/** The person a request is about. */
export interface RequestSubject {
  /** Undefined for somebody who is not on the register, whose data were typed at the counter. */
  resident: Person | undefined;
  words: LetterSubject;
}

/** The person a request is about, from the register and what its form asked. */
export async function getSubject(
  tx: VillageTx,
  village: VillageContext,
  request: Pick<RequestRow, 'subject_id' | 'definition' | 'answers'>,
): Promise<RequestSubject> {
  const resident = request.subject_id ? await getPerson(tx, request.subject_id) : undefined;
  const known = resident ? subjectFor(resident, village) : blankSubject;
  return { resident, words: subjectWithAnswers(typeOf(request), known, answersOf(request)) };
}
