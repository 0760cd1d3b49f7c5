import { personAnswers } from '#lib/domain/letter-person.ts';
import { addItem, removeItem } from '#lib/domain/letter-items.ts';
import { formParts } from '#lib/domain/letter-questions.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { findFamily, findPersonByNik, type Person } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { subjectFor } from './letter-input.ts';
import { answersOf, typeOf } from './request-context.ts';
import { requireOfficer } from './policy.ts';
import { getEditable } from './save-draft.ts';
import { updateRequest, type RequestRow } from './store.ts';

/** A change to what a form asks, beside the answers typed. */
export type Arrangement =
  /** One more item in the group of that key. */
  | { change: 'add'; path: string }
  /** One item less: `heirs.2`. */
  | { change: 'remove'; path: string }
  /** A person's questions answered from the register. */
  | { change: 'take'; path: string; residentId: string }
  /** The same for an officer, of whoever has the NIK that was typed. */
  | { change: 'look-up'; path: string };

/**
 * Adds or removes an item of a group, or takes somebody over from the register into a person's
 * questions: a resident one of the own family, an officer anybody by NIK (recorded).
 * @throws Refusal 'forbidden' for somebody outside the family, 'invalid' for a NIK that is not there
 */
export async function arrangeDraft(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  requestId: string,
  arrangement: Arrangement,
): Promise<void> {
  const request = await getEditable(tx, visitor, requestId);
  const answers = await arranged(tx, village, visitor, request, arrangement);
  await updateRequest(tx, request.id, request.version, {
    answers: JSON.stringify(answers),
    updated_at: now(),
  });
}

async function arranged(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  request: RequestRow,
  arrangement: Arrangement,
): Promise<Record<string, string>> {
  const type = typeOf(request);
  const answers = answersOf(request);
  switch (arrangement.change) {
    case 'add':
      return addItem(type, answers, arrangement.path);
    case 'remove':
      return removeItem(type, answers, arrangement.path);
    case 'take': {
      const family = request.applicant_id ? await findFamily(tx, request.applicant_id) : [];
      const person = family.find(({ id }) => id === arrangement.residentId);
      if (!person)
        throw new Refusal('forbidden', 'Pilih salah satu anggota keluarga Anda dari daftar.');
      return { ...answers, ...takenAnswers(village, type, answers, arrangement.path, person) };
    }
    case 'look-up': {
      requireOfficer(visitor, 'letters.counter');
      const { path } = arrangement;
      const person = await findPersonByNik(tx, (answers[`${path}.nik`] ?? '').replace(/\D/g, ''));
      if (!person) {
        const message = 'NIK ini tidak ada dalam data desa. Periksa angkanya, atau isi sendiri.';
        throw new Refusal('invalid', message, { [`${path}.nik`]: message });
      }
      await recordEvent(tx, village.id, visitor, {
        action: 'letters.look-up',
        subjectKind: 'request',
        subjectId: request.id,
        residentId: person.id,
      });
      return { ...answers, ...takenAnswers(village, type, answers, path, person) };
    }
  }
}

/** The answers to the questions about a person at `path`, from the register. */
function takenAnswers(
  village: VillageContext,
  type: ReturnType<typeof typeOf>,
  answers: Record<string, string>,
  path: string,
  person: Person,
): Record<string, string> {
  const set = formParts(type, answers)
    .flatMap((part) => (part.kind === 'set' ? [part.set] : part.kind === 'group' ? part.items : []))
    .find((one) => one.path === path && one.details.length > 0);
  if (!set) return {};
  const known = personAnswers({ ...subjectFor(person, village), phone: person.phone ?? '' });
  return Object.fromEntries(set.details.map((detail) => [`${path}.${detail}`, known[detail]]));
}
