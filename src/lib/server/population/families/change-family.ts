import { requireOfficer } from '#lib/domain/authority.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import { registerFieldName } from '#lib/domain/register-fields.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findAreaRows } from '../areas/area-store.ts';
import { declareChange } from '../declare-change.ts';
import { getFamily, readNewKk, refuseIfAny, requireReason } from './family-input.ts';
import { type FamilyRow, updateFamily } from './family-store.ts';
import { moveMembersAlong } from './family-place-store.ts';

/** A family's card as an officer fills it in; `kk` empty keeps the number. */
export interface TypedFamily {
  kk: string;
  areaId: string;
  address: string;
  socialClass: string;
  /** `YYYY-MM-DD` or empty. */
  registeredOn: string;
  cardPrintedOn: string;
  reason: string;
}

/**
 * Changes what a family's card says. A new number takes the place of the old, which its members keep
 * as their former one; who lived where the family lived moves along.
 * @throws Refusal 'invalid' by field, also where nothing differs
 */
export async function changeFamily(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  familyId: string,
  typed: TypedFamily,
): Promise<void> {
  requireOfficer(visitor, 'residents.edit');
  const before = await getFamily(tx, familyId);
  const wanted = await read(tx, before, typed, villageDate(now(), village.timeZone));
  const changed = Object.fromEntries(
    Object.entries(wanted).filter(([key, value]) => value !== before[key as keyof FamilyRow]),
  );
  if (Object.keys(changed).length === 0) refuseIfAny({ '': 'Belum ada isian yang diubah.' });
  const reason = requireReason(typed.reason);
  await declareChange(tx, visitor, { kind: 'family', reason });
  await updateFamily(tx, familyId, changed);
  await moveMembersAlong(tx, familyId, before, wanted);
  await recordEvent(tx, village.id, visitor, {
    action: 'population.change-family',
    subjectKind: 'family',
    subjectId: familyId,
    ...(before.head_id && { residentId: before.head_id }),
    details: { fields: Object.keys(changed).map(registerFieldName), reason },
  });
}

async function read(tx: VillageTx, before: FamilyRow, typed: TypedFamily, today: string) {
  const kk = typed.kk.trim() ? await readNewKk(tx, typed.kk) : undefined;
  const sameKk = kk?.kk === before.kk_number;
  const day = (text: string) =>
    !text || (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && text <= today);
  const areas = await findAreaRows(tx);
  refuseIfAny({
    kk: sameKk ? undefined : kk?.problem,
    wilayah:
      typed.areaId && !areas.some(({ id }) => id === typed.areaId)
        ? 'Pilih dusun, RW, dan RT dari daftar.'
        : undefined,
    terdaftar: day(typed.registeredOn)
      ? undefined
      : 'Isi tanggal yang benar, tidak sesudah hari ini.',
    dicetak: day(typed.cardPrintedOn)
      ? undefined
      : 'Isi tanggal yang benar, tidak sesudah hari ini.',
    'kelas-sosial': /^\d{0,2}$/.test(typed.socialClass)
      ? undefined
      : 'Kelas sosial ditulis dengan angka, misalnya 2.',
    alamat: typed.address.length <= 200 ? undefined : 'Alamat paling panjang 200 huruf.',
  });
  return {
    kk_number: kk && !sameKk ? kk.kk : before.kk_number,
    area_id: typed.areaId || null,
    address: typedLine(typed.address),
    social_class: typed.socialClass ? Number(typed.socialClass) : null,
    registered_on: typed.registeredOn || null,
    card_printed_on: typed.cardPrintedOn || null,
  };
}
