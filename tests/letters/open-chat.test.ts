import { beforeAll, expect, test } from 'vitest';
import { canChat, openChat } from '../../src/lib/server/letters/index.ts';
import { saveSending } from '../../src/lib/server/channels/index.ts';
import { getVillage } from '../../src/lib/server/villages/index.ts';
import { declareTestChange, makeStaff, makeVillage, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { openLetterOffice, type LetterOffice } from './letter-office.ts';

useWorld();
let office: LetterOffice;
beforeAll(async () => {
  office = await openLetterOffice(await makeVillage());
  const admin = staffVisitor(await makeStaff(office.village.id, ['admin']));
  await saveSending(office.village, admin, {
    'tenang-dari': '21.00',
    'tenang-sampai': '06.00',
    'alamat-situs': 'https://desa.id',
  });
  office.village = await getVillage(office.village.id);
});

const open = (reference: string, as = office.operator) =>
  office.run((tx) => openChat(tx, office.village, as, reference));
const setPhone = (phone: string | null) =>
  office.run(async (tx) => {
    await declareTestChange(tx);
    await tx
      .updateTable('resident')
      .set({ phone })
      .where('id', '=', office.siti.residentId)
      .execute();
  });

test('an officer opens a chat with the short text ready, on record, where there is something to tell', async () => {
  const { id, reference } = await office.send();
  await office.move(reference, 'accept', office.operator);
  await expect(open(reference)).rejects.toMatchObject({ kind: 'conflict' });
  await setPhone('+623727654321');
  await expect(open(reference)).rejects.toMatchObject({ kind: 'conflict' });
  await setPhone('+6281234567890');
  const { applicant, request } = await office.look(reference);
  expect(canChat(office.operator, applicant, request.status)).toBe(true);
  expect(canChat(office.operator, applicant, 'waiting')).toBe(false);

  const address = new URL(await open(reference));
  expect(address.origin + address.pathname).toBe('https://wa.me/6281234567890');
  expect(address.searchParams.get('text')).toBe(
    `Siti, permohonan ${reference} sedang diproses. Buka https://desa.id`,
  );
  const events = await office.run((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['details', 'resident_id', 'subject_id'])
      .where('action', '=', 'letters.open-whatsapp')
      .execute(),
  );
  expect(events).toEqual([
    { details: { reference }, resident_id: office.siti.residentId, subject_id: id },
  ]);
});

test('not with a request that has just come in, nor by whoever may not see numbers', async () => {
  const { reference } = await office.send();
  await expect(open(reference)).rejects.toMatchObject({ kind: 'conflict' });
  await expect(open('SKU-2222-2222')).rejects.toMatchObject({ kind: 'not-found' });
  const overseer = staffVisitor(await makeStaff(office.village.id, ['overseer']));
  await expect(open(reference, overseer)).rejects.toMatchObject({ kind: 'forbidden' });
});
