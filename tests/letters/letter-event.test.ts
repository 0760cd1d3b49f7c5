import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  fileAtCounter,
  listSubjects,
  saveDraft,
  shippedTypes,
  startAtCounter,
  startDraft,
} from '../../src/lib/server/letters/index.ts';
import { listProposals } from '../../src/lib/server/population/index.ts';
import { makeFamily, makeResident, residentVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { examples } from './examples.ts';
import { origin } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

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

test('a death that is on the register already is told of in a letter, and not proposed again', async () => {
  const { village, run, operator } = office;
  const family_id = await makeFamily(village.id);
  const widow = await makeResident(village.id, { name: 'JANDA', family_id, relation: 1, sex: 2 });
  const late = await makeResident(village.id, {
    name: 'ALMARHUM',
    family_id,
    relation: 2,
    basic_status: 2,
  });
  const start = (slug: string) =>
    run((tx) =>
      startAtCounter(tx, village, operator, {
        slug,
        applicantId: widow.id,
        subjectId: late.id,
      }),
    );
  const slug = 'keterangan-kematian';
  await expect(start('keterangan-usaha')).rejects.toEqual(refused('forbidden'));
  const requestId = await start(slug);
  await run((tx) => saveDraft(tx, operator, requestId, examples(slug)));
  const type = shippedTypes().get(slug)!;
  const seen = type.requirements.map(({ key }) => key);
  const before = (await run((tx) => listProposals(tx, operator))).length;
  const { printed } = await run((tx) =>
    fileAtCounter(tx, village, operator, { requestId, seen, origin }),
  );
  expect(printed).toBe(true);
  expect(await run((tx) => listProposals(tx, operator))).toHaveLength(before);

  // From home likewise: the dead are offered for this letter and for no other.
  const visitor = residentVisitor(widow);
  const offered = async (slug: string) =>
    (await run((tx) => listSubjects(tx, village, visitor, shippedTypes().get(slug)!))).map(
      ({ person }) => person.name,
    );
  expect(await offered(slug)).toEqual(['JANDA', 'ALMARHUM']);
  expect(await offered('pengantar')).toEqual(['JANDA']);
  const draft = await run((tx) => startDraft(tx, village, visitor, { slug, subjectId: late.id }));
  expect(draft).toEqual(expect.any(String));
});
