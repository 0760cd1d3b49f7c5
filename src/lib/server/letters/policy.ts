import { ageOn } from '#lib/domain/dates-id.ts';
import { subjectProblem } from '#lib/domain/letter-subject.ts';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { ResidentVisitor, StaffVisitor } from '#lib/domain/visitor.ts';
import type { Person } from '#lib/server/population/index.ts';
import type { RequestRow } from './store.ts';

export { requireOfficer, requireResident } from '#lib/domain/authority.ts';

/** From this age on one may ask for one's family, not only for oneself. */
const adult = 17;

/**
 * A resident's own requests only; others' read as not there, and so does what is still being taken down
 * at the counter.
 */
export function requireOwn(
  request: RequestRow | undefined,
  visitor: ResidentVisitor,
): asserts request is RequestRow {
  const takenDown = request?.filed_by && request.status === 'draft';
  if (!request || takenDown || request.applicant_id !== visitor.residentId) {
    throw new Refusal(
      'not-found',
      'Permohonan ini tidak ditemukan. Lihat Riwayat Layanan untuk permohonan Anda.',
    );
  }
}

/** A draft that is being taken down at the counter; a colleague may go on with it. */
export function requireTakenDown(request: RequestRow | undefined): asserts request is RequestRow {
  if (!request?.filed_by || request.status !== 'draft')
    throw new Refusal(
      'not-found',
      'Isian loket ini tidak ada lagi. Mulai lagi dari halaman Loket.',
    );
}

/** Nobody moves on a request that they asked for or that is about them. */
export function isOwnMatter(
  request: Pick<RequestRow, 'applicant_id' | 'subject_id'>,
  officer: StaffVisitor,
): boolean {
  return (
    officer.residentId !== null &&
    [request.applicant_id, request.subject_id].includes(officer.residentId)
  );
}

/** The members of the family for whom `applicant` may ask: oneself, and as an adult everyone in the KK. */
export function possibleSubjects(
  type: Pick<LetterType, 'subject'>,
  applicant: Person,
  family: readonly Person[],
  today: string,
): Person[] {
  const grown = applicant.birthDate !== null && ageOn(applicant.birthDate, today) >= adult;
  if (!type.subject.family || !grown) return [applicant];
  return [applicant, ...family.filter((p) => p.id !== applicant.id)];
}

/**
 * The person a letter may be asked for.
 * @throws Refusal 'forbidden' for someone outside the family, 'invalid' where the type does not fit
 */
export function requireSubject(
  type: LetterType,
  applicant: Person,
  family: readonly Person[],
  subjectId: string,
  today: string,
): Person {
  const subject = possibleSubjects(type, applicant, family, today).find((p) => p.id === subjectId);
  if (!subject)
    throw new Refusal(
      'forbidden',
      'Anda hanya bisa mengajukan untuk diri sendiri atau anggota keluarga dalam KK Anda.',
    );
  const problem = subjectProblem(type, subject, today);
  if (problem) throw new Refusal('invalid', problem, { untuk: problem });
  return subject;
}
