import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ResidentVisitor } from '../src/lib/domain/visitor.ts';
import { verifyChain } from '../src/lib/server/audit/index.ts';
import { doChores } from '../src/lib/server/chores.ts';
import {
  attachFile,
  cancelRequest,
  getOwnRequest,
  refileRequest,
  saveDraft,
  startDraft,
  submitRequest,
} from '../src/lib/server/letters/index.ts';
import {
  dropStoredFile,
  platform,
  readStoredFile,
  storeFile,
  sweepStoredFiles,
  sweepStrayFiles,
  withVillage,
} from '../src/lib/server/platform/index.ts';
import type { VillageContext } from '../src/lib/server/villages/index.ts';
import { makeResident, makeVillage, residentVisitor } from './factories.ts';
import { examples } from './letters/examples.ts';
import { useWorld } from './world.ts';

const world = useWorld();
const minute = 60_000;
const day = 24 * 60 * minute;

let village: VillageContext;
let siti: ResidentVisitor;
beforeEach(async () => {
  world.clock.set('2026-11-23T00:30:00Z');
  village = await makeVillage();
  siti = residentVisitor(await makeResident(village.id));
});

const run = <T>(work: Parameters<typeof withVillage<T>>[1]) => withVillage(village.id, work);
const count = (table: 'session' | 'notice' | 'outbox' | 'sign_in_failure') =>
  run(async (tx) => (await tx.selectFrom(table).select('id').execute()).length);
/** What the chores recorded, by action. */
const recorded = async () => {
  const events = await run((tx) =>
    tx
      .selectFrom('audit_event')
      .select(['action', 'details'])
      .where('actor_kind', '=', 'system')
      .orderBy('seq')
      .execute(),
  );
  return events.map((e) => [e.action, (e.details as { count: number }).count]);
};
const folder = () => join(world.filesDir, String(village.id));
const onDisk = () =>
  readdirSync(folder(), { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length;
const bytes = (text: string) => Buffer.from(`${village.id}: ${text}`);
const upload = (text: string) => ({
  bytes: bytes(text),
  mediaType: 'image/jpeg' as const,
  name: 'ktp.jpg',
});

/** A type that asks for an attachment. */
const slug = 'keterangan-usaha';
async function draft(text?: string) {
  const id = await run((tx) => startDraft(tx, village, siti, { slug }));
  const own = await run((tx) => getOwnRequest(tx, village, siti, { id }));
  if (text)
    await run((tx) =>
      attachFile(tx, village, siti, {
        requestId: id,
        requirement: own.requirements[0]!.key,
        upload: upload(text),
      }),
    );
  await run((tx) => saveDraft(tx, siti, id, examples(slug)));
  return id;
}
const look = (id: string) => run((tx) => getOwnRequest(tx, village, siti, { id }));
const finish = (id: string, status: string) =>
  run((tx) =>
    tx
      .updateTable('letter_request')
      .set({ status, reference: `SKU-${id.slice(-8)}` })
      .where('id', '=', id)
      .execute(),
  );

describe('uploads', () => {
  test('of finished requests go when the village’s time is over; the request tells of them', async () => {
    const id = await draft('KTP');
    await finish(id, 'rejected');
    world.clock.advance(365 * day - minute);
    await doChores(village.id);
    expect((await look(id)).attachments[0]?.deleted_at).toBeNull();
    world.clock.advance(2 * minute);
    await doChores(village.id);
    const [attachment] = (await look(id)).attachments;
    expect(attachment).toMatchObject({ file_name: 'ktp.jpg', deleted_at: world.clock.now() });
    expect(onDisk()).toBe(0);
    expect(await recorded()).toContainEqual(['letters.drop-old-uploads', 1]);
    await doChores(village.id);
    expect((await recorded()).filter(([a]) => a === 'letters.drop-old-uploads')).toHaveLength(1);
  });

  test('go after the days that the village set', async () => {
    await run((tx) =>
      tx.updateTable('village_profile').set({ upload_retention_days: 30 }).execute(),
    );
    const id = await draft('KTP');
    await finish(id, 'approved');
    world.clock.advance(31 * day);
    await doChores(village.id);
    expect((await look(id)).attachments[0]?.deleted_at).not.toBeNull();
  });

  test.each(['waiting', 'returned', 'processing'])(
    'of a request that is %s stay',
    async (status) => {
      const id = await draft('KTP');
      await finish(id, status);
      world.clock.advance(3 * 365 * day);
      await doChores(village.id);
      expect((await look(id)).attachments[0]?.deleted_at).toBeNull();
    },
  );

  test('that a newer request carries on stay until that one is past its time too', async () => {
    const old = await draft('KTP');
    await finish(old, 'rejected');
    world.clock.advance(364 * day);
    const again = await run((tx) => refileRequest(tx, village, siti, old));
    await finish(again, 'approved');
    world.clock.advance(2 * day);
    await doChores(village.id);
    expect((await look(again)).attachments[0]?.deleted_at).toBeNull();
    world.clock.advance(365 * day);
    await doChores(village.id);
    expect((await look(again)).attachments[0]?.deleted_at).not.toBeNull();
    expect(await recorded()).toContainEqual(['letters.drop-old-uploads', 1]);
  });

  test('are worked off however many there are', async () => {
    const id = await draft();
    await finish(id, 'rejected');
    await run(async (tx) => {
      for (let n = 0; n < 230; n++) {
        const file = await storeFile(tx, village.id, bytes(`foto ${n}`), 'image/jpeg');
        await tx
          .insertInto('attachment')
          .values({
            village_id: village.id,
            request_id: id,
            requirement: 'ktp',
            file_id: file.id,
            file_name: 'x',
            added_at: world.clock.now(),
            taken_at: world.clock.now(),
          })
          .execute();
      }
    });
    world.clock.advance(366 * day);
    await doChores(village.id);
    expect((await recorded()).filter(([a]) => a === 'letters.drop-old-uploads')).toEqual([
      ['letters.drop-old-uploads', 100],
      ['letters.drop-old-uploads', 100],
      ['letters.drop-old-uploads', 30],
    ]);
    expect(onDisk()).toBe(0);
  });
});

describe('drafts', () => {
  test('left lying for ninety days are given up, with what was typed and attached', async () => {
    const id = await draft('KTP');
    world.clock.advance(90 * day - minute);
    await doChores(village.id);
    expect((await look(id)).request.status).toBe('draft');
    world.clock.advance(2 * minute);
    await doChores(village.id);
    const own = await look(id);
    expect(own.request).toMatchObject({ status: 'cancelled', answers: {} });
    expect(own.attachments).toEqual([]);
    expect(own.events.at(-1)).toMatchObject({ action: 'cancel', actor_kind: 'system' });
    expect(onDisk()).toBe(0);
    expect(await recorded()).toContainEqual(['letters.drop-old-drafts', 1]);
  });

  test('that somebody goes on with stay, and so does the file an older request needs', async () => {
    const old = await draft('KTP');
    await finish(old, 'rejected');
    const again = await run((tx) => refileRequest(tx, village, siti, old));
    const touched = await draft();
    world.clock.advance(60 * day);
    await run((tx) => saveDraft(tx, siti, touched, {}));
    world.clock.advance(31 * day);
    await doChores(village.id);
    expect((await look(touched)).request.status).toBe('draft');
    expect((await look(again)).request.status).toBe('cancelled');
    expect((await look(old)).attachments[0]?.deleted_at).toBeNull();
  });

  test('sent and cancelled requests are none', async () => {
    const sent = await run((tx) => startDraft(tx, village, siti, { slug: 'pengantar' }));
    await run((tx) => saveDraft(tx, siti, sent, examples('pengantar')));
    await run((tx) =>
      submitRequest(tx, village, siti, { requestId: sent, idempotencyKey: crypto.randomUUID() }),
    );
    const cancelled = await draft();
    await run((tx) => cancelRequest(tx, village, siti, cancelled));
    world.clock.advance(200 * day);
    await doChores(village.id);
    expect((await look(sent)).request.status).toBe('waiting');
    expect((await recorded()).map(([a]) => a)).not.toContain('letters.drop-old-drafts');
  });
});

describe('what is kept for a while', () => {
  const session = (ends: { ended?: Date; expires: Date }) =>
    run((tx) =>
      tx
        .insertInto('session')
        .values({
          village_id: village.id,
          token_hash: Buffer.from(crypto.randomUUID()),
          kind: 'resident',
          resident_id: siti.residentId,
          proved_at: world.clock.now(),
          device: 'HP',
          created_at: world.clock.now(),
          last_seen_at: world.clock.now(),
          expires_at: ends.expires,
          ended_at: ends.ended ?? null,
        })
        .execute(),
    );
  const later = (ms: number) => new Date(world.clock.now().getTime() + ms);

  test('sessions: thirty days after they ended or ran out', async () => {
    await session({ ended: world.clock.now(), expires: later(day) });
    await session({ expires: world.clock.now() });
    await session({ expires: later(10 * day) });
    world.clock.advance(30 * day - minute);
    await doChores(village.id);
    expect(await count('session')).toBe(3);
    world.clock.advance(2 * minute);
    await doChores(village.id);
    expect(await count('session')).toBe(1);
    expect(await recorded()).toContainEqual(['access.drop-old-sessions', 2]);
  });

  test('failed sign-ins: thirty days', async () => {
    await run((tx) =>
      tx
        .insertInto('sign_in_failure')
        .values({
          village_id: village.id,
          at: world.clock.now(),
          origin: '10.0.0.1',
          kind: 'resident',
        })
        .execute(),
    );
    world.clock.advance(30 * day + minute);
    await doChores(village.id);
    expect(await count('sign_in_failure')).toBe(0);
    expect(await recorded()).toContainEqual(['access.drop-old-failures', 1]);
  });

  test('notices a year, what was handed on a month; what waits is handed on first', async () => {
    await run(async (tx) => {
      const waiting = {
        village_id: village.id,
        topic: 'resident-notice',
        payload: JSON.stringify({ residentId: siti.residentId, text: 'Halo', link: '/x' }),
        created_at: world.clock.now(),
      };
      await tx.insertInto('outbox').values(waiting).execute();
    });
    world.clock.advance(31 * day);
    await doChores(village.id);
    expect([await count('outbox'), await count('notice')]).toEqual([1, 1]);
    world.clock.advance(31 * day);
    await doChores(village.id);
    expect([await count('outbox'), await count('notice')]).toEqual([0, 1]);
    world.clock.advance(304 * day);
    await doChores(village.id);
    expect(await count('notice')).toBe(0);
    expect(await recorded()).toEqual(
      expect.arrayContaining([
        ['notices.drop-handled', 1],
        ['notices.drop-old', 1],
      ]),
    );
  });

  test('another village’s chores touch nothing here', async () => {
    const id = await draft('KTP');
    await session({ ended: world.clock.now(), expires: later(day) });
    world.clock.advance(3 * 365 * day);
    await doChores((await makeVillage()).id);
    expect((await look(id)).request.status).toBe('draft');
    expect(await count('session')).toBe(1);
  });
});

describe('the disk', () => {
  /** Dates every file of the village back. */
  const age = (ms: number) => {
    const at = new Date(world.clock.now().getTime() - ms);
    for (const e of readdirSync(folder(), { recursive: true, withFileTypes: true }))
      if (e.isFile()) utimesSync(join(e.parentPath, e.name), at, at);
  };
  const keep = (text: string) => run((tx) => storeFile(tx, village.id, bytes(text), 'image/jpeg'));
  const read = async (id: string) =>
    (await run((tx) => readStoredFile(tx, village.id, id))).content;

  test('is swept of bytes without a record and of half-written files, a day old', async () => {
    const kept = await keep('kept');
    await run((tx) =>
      storeFile(tx, village.id, bytes('rolled back'), 'image/jpeg').then(() => {
        throw new Error('no');
      }),
    ).catch(() => {});
    const hex = kept.sha256.toString('hex');
    writeFileSync(join(folder(), hex.slice(0, 2), `${hex}.${crypto.randomUUID()}`), 'half');
    expect(onDisk()).toBe(3);
    age(day - minute);
    expect(await sweepStrayFiles(village.id, new Date(world.clock.now().getTime() - day))).toBe(0);
    age(day + minute);
    await doChores(village.id);
    expect(onDisk()).toBe(1);
    expect(await read(kept.id)).toEqual(bytes('kept'));
    expect(await recorded()).toContainEqual(['files.sweep', 2]);
  });

  test('is swept once a day', async () => {
    await keep('kept');
    await doChores(village.id);
    await platform().files.put(village.id, bytes('orphan'));
    world.clock.advance(25 * 60 * minute);
    age(2 * day);
    await doChores(village.id);
    expect(onDisk()).toBe(1);
    await platform().files.put(village.id, bytes('orphan'));
    age(2 * day);
    await doChores(village.id);
    expect(onDisk()).toBe(2);
  });

  test('loses nothing when the same bytes are kept and dropped at once', async () => {
    for (let round = 0; round < 15; round++) {
      const old = await keep('same');
      const [, fresh] = await Promise.all([
        run((tx) => dropStoredFile(tx, old.id)).then(() => sweepStoredFiles(village.id)),
        keep('same'),
        sweepStrayFiles(village.id, new Date(Date.now() + day)),
      ]);
      expect(await read(fresh.id)).toEqual(bytes('same'));
      await run((tx) => dropStoredFile(tx, fresh.id));
    }
  });
});

test('the chain is sealed at the end of the chores, and whole', async () => {
  await draft('KTP');
  world.clock.advance(200 * day);
  await doChores(village.id);
  const seals = await run((tx) => tx.selectFrom('audit_checkpoint').select('seq').execute());
  const { seq } = await run((tx) =>
    tx.selectFrom('audit_head').select('seq').executeTakeFirstOrThrow(),
  );
  expect(seals).toEqual([{ seq }]);
  expect(await verifyChain(village.id)).toEqual({ ok: true, events: seq });
});

test('one chore that fails keeps none of the others from being done', async () => {
  const id = await draft('KTP');
  await run((tx) =>
    tx
      .insertInto('outbox')
      .values({
        village_id: village.id,
        topic: 'nobody-listens',
        payload: '{}',
        created_at: world.clock.now(),
      })
      .execute(),
  );
  world.clock.advance(100 * day);
  await doChores(village.id);
  expect(await count('outbox')).toBe(1);
  expect((await look(id)).request.status).toBe('cancelled');
});
