import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { listProposals } from '../../src/lib/server/population/index.ts';
import { useWorld } from '../world.ts';
import { useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();

test('an approved letter of a type with an event proposes it to the office, and records nothing', async () => {
  const { id, reference } = await office.send();
  // A simple letter's request, on a type of which this event was said.
  await office.run((tx) =>
    tx
      .updateTable('letter_request')
      .set({
        definition: sql`jsonb_set(definition, '{event}', '"departure"')`,
        answers: sql`answers || '{"destination": "Desa Seteluk", "occurredOn": "2026-11-20"}'`,
      })
      .where('id', '=', id)
      .execute(),
  );
  await office.bringToSigning(reference);
  const proposals = () => office.run((tx) => listProposals(tx, office.operator));
  expect(await proposals()).toEqual([]);
  await office.approve(reference);
  expect(await proposals()).toMatchObject([
    {
      kind: 'departure',
      residentId: office.siti.residentId,
      letter: reference,
      details: { destination: 'Desa Seteluk', occurredOn: '2026-11-20' },
    },
  ]);
  const { basic_status } = await office.run((tx) =>
    tx
      .selectFrom('resident')
      .select('basic_status')
      .where('id', '=', office.siti.residentId)
      .executeTakeFirstOrThrow(),
  );
  expect(basic_status).toBe(1);
});
