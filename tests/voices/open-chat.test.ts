import { expect, test } from 'vitest';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { openChat, openIdentity, openVoice } from '../../src/lib/server/voices/index.ts';
import { refused } from '../letters/use-letter-office.ts';
import { useWorld } from '../world.ts';
import { useVoiceOffice } from './voice-office.ts';

const world = useWorld();
const office = useVoiceOffice({ advance: (ms) => world.clock.advance(ms) });

const chat = (reference: string, as: StaffVisitor = office.operator) =>
  office.run((tx) => openChat(tx, office.village, as, reference));
const offered = (reference: string, as: StaffVisitor = office.operator) =>
  office.run(async (tx) => (await openVoice(tx, office.village, as, reference)).mayChat);
const identity = (reference: string) =>
  office.run((tx) =>
    openIdentity(tx, office.village, office.admin, { reference, reason: 'Menanyakan tempatnya.' }),
  );
const textOf = (address: string) => {
  const { origin, pathname, searchParams } = new URL(address);
  return { to: origin + pathname, text: searchParams.get('text') };
};

test('an officer tells a reporter who gave their name, by first name and ticket, on record', async () => {
  const reference = await office.send({ anonim: 'ya' });
  expect(await offered(reference)).toBe(false);
  await expect(chat(reference)).rejects.toEqual(refused('conflict'));
  await office.move(reference, 'verify', office.operator);
  expect(await offered(reference)).toBe(true);
  expect(textOf(await chat(reference))).toEqual({
    to: 'https://wa.me/6281234500001',
    text: expect.stringMatching(`^Siti, ada kabar tentang laporan ${reference}\\. Buka `),
  });
  const events = await office.run((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['details', 'resident_id', 'subject_kind'])
      .where('action', '=', 'voices.open-whatsapp')
      .execute(),
  );
  expect(events).toEqual([
    { details: { reference }, resident_id: office.siti.residentId, subject_kind: 'voice' },
  ]);
});

test('not for whom the reporter’s name or number is not meant, nor the one it is about', async () => {
  const tentang = await office.officialOf(office.head);
  const reference = await office.send({ tentang });
  await office.move(reference, 'verify', office.operator);
  await expect(chat(reference, office.overseer)).rejects.toEqual(refused('forbidden'));
  await expect(chat(reference, office.official)).rejects.toEqual(refused('forbidden'));
  await expect(chat(reference, office.head)).rejects.toEqual(refused('not-found'));
  for (const as of [office.overseer, office.official])
    expect(await offered(reference, as)).toBe(false);
});

test('a secret reporter is never written to, even after their identity was opened', async () => {
  const reference = await office.send({ rahasia: 'ya' });
  await office.move(reference, 'verify', office.operator);
  expect(await offered(reference)).toBe(false);
  await expect(chat(reference, office.admin)).rejects.toEqual(refused('conflict'));
  expect(await identity(reference)).not.toHaveProperty('chat');
});

test('a stranger’s number is opened with a reason first, and then one press is enough', async () => {
  const { reference } = (await office.sendAsStranger({ nama: 'Orang Lewat' }))!;
  await office.move(reference, 'verify', office.operator);
  await expect(chat(reference, office.admin)).rejects.toEqual(refused('conflict'));
  expect(textOf((await identity(reference)).chat!)).toEqual({
    to: 'https://wa.me/6281234567890',
    text: expect.stringMatching(`^Orang, ada kabar tentang laporan ${reference}\\. Buka `),
  });
  const secret = (await office.sendAsStranger({ kontak: '081234567891', rahasia: 'ya' }))!;
  expect(await identity(secret.reference)).not.toHaveProperty('chat');
  const written = (await office.sendAsStranger({ kontak: 'ani@contoh.id' }))!;
  expect(await identity(written.reference)).not.toHaveProperty('chat');
});

test('who has no mobile number on record is not offered', async () => {
  const reference = await office.send({}, office.budi);
  await office.move(reference, 'verify', office.operator);
  expect(await offered(reference)).toBe(false);
  await expect(chat(reference)).rejects.toEqual(refused('conflict'));
});
