import { z } from 'zod';
import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { getOpenProgramme, getProgramme, today } from './policy.ts';
import { readProgramme } from './programme-input.ts';
import { findSameProgramme, insertProgramme, updateProgramme } from './programme-store.ts';
import { countRecipients } from './recipient-store.ts';
import { line, readTyped, type Typed } from './typed-form.ts';

async function requireNewName(tx: VillageTx, name: string, startsOn: string, self?: string) {
  const same = await findSameProgramme(tx, name, startsOn);
  if (same === undefined || same === self) return;
  const message = 'Program dengan nama dan tanggal mulai ini sudah ada. Beri nama lain.';
  throw new Refusal('invalid', message, { nama: message });
}

/**
 * A new programme.
 * @param typed nama, tingkat, sasaran, dana, bentuk, jumlah, mulai, selesai, catatan, usul
 * @returns its id
 * @throws Refusal 'invalid' with a sentence for each field
 */
export async function addProgramme(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: Typed,
): Promise<string> {
  requireOfficer(visitor, 'aid.manage');
  const values = readProgramme(typed);
  await requireNewName(tx, values.name, values.starts_on);
  return insertNew(tx, village, visitor, values);
}

/**
 * Takes a programme of another system over, once. One that is here already by the same name and
 * beginning is joined: only where it came from is noted.
 * @param input.carriedId the record that it is taken over from
 * @throws Refusal 'forbidden', 'invalid'
 */
export async function takeOverProgramme(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  { typed, carriedId }: { typed: Typed; carriedId: string },
): Promise<void> {
  requireOfficer(visitor, 'aid.manage');
  const values = readProgramme(typed);
  const { name } = values;
  // Two of the other system may have one name: the second is told apart by a number.
  for (let number = 2; ; number += 1) {
    const same = await findSameProgramme(tx, values.name, values.starts_on);
    if (same && (await getProgramme(tx, same)).carriedId) {
      values.name = `${name.slice(0, 110)} (${number})`;
      continue;
    }
    const id = same ?? (await insertNew(tx, village, visitor, values));
    return updateProgramme(tx, id, { carried_id: carriedId });
  }
}

async function insertNew(
  tx: VillageTx,
  village: VillageContext,
  visitor: StaffVisitor,
  values: ReturnType<typeof readProgramme>,
): Promise<string> {
  const at = now();
  const id = await insertProgramme(tx, {
    village_id: village.id,
    ...values,
    created_at: at,
    updated_at: at,
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.add-programme',
    subjectKind: 'aid-programme',
    subjectId: id,
    details: { programme: values.name },
  });
  return id;
}

/**
 * Changes a programme; whom it is for stays once it has recipients.
 * @throws Refusal 'conflict' when it is closed, 'invalid' with a sentence for each field
 */
export async function changeProgramme(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  typed: Typed,
): Promise<void> {
  requireOfficer(visitor, 'aid.manage');
  const programme = await getOpenProgramme(tx, id);
  const values = readProgramme(typed);
  await requireNewName(tx, values.name, values.starts_on, id);
  if (values.target !== programme.target && (await countRecipients(tx, { programmeId: id })) > 0) {
    const message = 'Sasaran tidak bisa diubah karena program ini sudah punya penerima.';
    throw new Refusal('invalid', message, { sasaran: message });
  }
  await updateProgramme(tx, id, { ...values, updated_at: now() });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.change-programme',
    subjectKind: 'aid-programme',
    subjectId: id,
    details: { programme: values.name },
  });
}

/** Closes a programme: its recipients stay to be read, nothing more is entered. */
export async function closeProgramme(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireOfficer(visitor, 'aid.decide');
  const programme = await getOpenProgramme(tx, id);
  await updateProgramme(tx, id, { closed_at: now(), updated_at: now() });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.close-programme',
    subjectKind: 'aid-programme',
    subjectId: id,
    details: { programme: programme.name },
  });
}

/** Opens a closed programme again. */
export async function reopenProgramme(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireOfficer(visitor, 'aid.decide');
  const programme = await getProgramme(tx, id);
  if (!programme.closed) return;
  await updateProgramme(tx, id, { closed_at: null, updated_at: now() });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.open-programme',
    subjectKind: 'aid-programme',
    subjectId: id,
    details: { programme: programme.name },
  });
}

/**
 * Publishes the names of those on whom was decided, because the village ordered it: name and hamlet,
 * nothing else.
 * @param typed keputusan: number and date of the decision, in words
 */
export async function publishList(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
  typed: Typed,
): Promise<void> {
  requireOfficer(visitor, 'aid.decide');
  const programme = await getOpenProgramme(tx, id);
  const { keputusan } = readTyped(
    z.object({
      keputusan: line(
        5,
        200,
        'Tulis keputusan yang memerintahkannya, misalnya Berita Acara Musdes Nomor 04/BPD/2026.',
      ),
    }),
    typed,
  );
  await updateProgramme(tx, id, {
    list_order: keputusan,
    list_ordered_on: today(village),
    updated_at: now(),
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.publish-list',
    subjectKind: 'aid-programme',
    subjectId: id,
    details: { programme: programme.name, reason: keputusan },
  });
}

/** Takes the names off the public page again. */
export async function hideList(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  id: string,
): Promise<void> {
  requireOfficer(visitor, 'aid.decide');
  const programme = await getProgramme(tx, id);
  if (programme.listOrder === null) return;
  await updateProgramme(tx, id, { list_order: null, list_ordered_on: null, updated_at: now() });
  await recordEvent(tx, village.id, visitor, {
    action: 'aid.hide-list',
    subjectKind: 'aid-programme',
    subjectId: id,
    details: { programme: programme.name },
  });
}
