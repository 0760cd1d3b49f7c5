import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDays, villageDate } from '../../src/lib/domain/dates-id.ts';
import type { StaffVisitor } from '../../src/lib/domain/visitor.ts';
import { auditTrail } from './audit-trail.ts';
import {
  approveRequest,
  countOfficeWork,
  endAbsence,
  endMandate,
  giveMandate,
  listSigners,
  listWork,
  maySignToday,
  printLetter,
  recordAbsence,
  saveOfficial,
  verifyByCode,
} from '../../src/lib/server/letters/index.ts';
import { now } from '../../src/lib/server/platform/index.ts';
import { makeStaff, staffVisitor } from '../factories.ts';
import { useWorld } from '../world.ts';
import { origin } from './letter-office.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();
let admin: StaffVisitor;
/** Another Kasi, who stands in. */
let clerk: StaffVisitor;
const official = {} as Record<'head' | 'secretary' | 'official' | 'clerk', string>;

beforeAll(async () => {
  const { id } = office.village;
  admin = staffVisitor(await makeStaff(id, ['admin']));
  clerk = staffVisitor(await makeStaff(id, ['official'], { name: 'Ratna Dewi' }));
  await office.run(async (tx) => {
    const people = {
      head: office.head,
      secretary: office.secretary,
      official: office.official,
      clerk,
    };
    for (const [who, { staffId }] of Object.entries(people)) {
      const row = await tx
        .updateTable('official')
        .set(who === 'secretary' ? { position: 'Sekretaris Desa', name: 'NURUL HIDAYAH' } : {})
        .set({ serves_from: '2020-01-01' })
        .where('staff_id', '=', staffId)
        .returning('id')
        .executeTakeFirstOrThrow();
      official[who as keyof typeof people] = row.id;
    }
  });
});

const today = () => villageDate(now(), office.village.timeZone);
const proven = (as: StaffVisitor) => ({ ...as, provedAt: now() });
const mandate = (change: Record<string, string>, as = admin) =>
  office.run((tx) =>
    giveMandate(tx, office.village, proven(as), {
      wewenang: 'an',
      kapan: 'berhalangan',
      mulai: today(),
      sampai: addDays(today(), 30),
      'nomor-sk': '141/07/BTP/2026',
      'tanggal-sk': '2026-01-05',
      ...change,
    }),
  );
const absence = (change: Record<string, string>, as = admin) =>
  office.run((tx) =>
    recordAbsence(tx, office.village, proven(as), {
      mulai: today(),
      sampai: addDays(today(), 2),
      alasan: 'Dinas luar ke kabupaten',
      ...change,
    }),
  );
const signers = () => office.run((tx) => listSigners(tx, office.village, admin));
/** Ends all that was given, so that each test begins anew. */
async function clear() {
  const { mandates, absences } = await signers();
  for (const { id } of mandates)
    await office.run((tx) => endMandate(tx, office.village, proven(admin), id));
  for (const { id } of absences)
    await office.run((tx) => endAbsence(tx, office.village, proven(admin), id));
}
const atDesk = (as: StaffVisitor) => office.run((tx) => maySignToday(tx, office.village, as));
async function toSign(slug?: string) {
  const { reference } = await office.send(office.siti, slug);
  await office.bringToSigning(reference);
  return reference;
}
async function textOf(reference: string) {
  const { bytes } = await office.run((tx) =>
    printLetter(tx, office.village, office.operator, reference),
  );
  return execFileSync('pdftotext', ['-layout', '-', '-'], { input: bytes, encoding: 'utf8' });
}
const fields = (names: string[]) =>
  expect.objectContaining({
    kind: 'invalid',
    fields: expect.objectContaining(Object.fromEntries(names.map((n) => [n, expect.any(String)]))),
  });

describe('the last step is taken by whoever may sign today', () => {
  test('not by a secretary without authority, nor one whose condition is not met', async () => {
    const reference = await toSign();
    await expect(office.approve(reference, office.secretary)).rejects.toEqual(refused('forbidden'));
    await mandate({ pejabat: official.secretary });
    await expect(office.approve(reference, office.secretary)).rejects.toEqual(refused('forbidden'));
    expect([await atDesk(office.head), await atDesk(office.secretary)]).toEqual([true, false]);
    expect((await office.look(reference, office.secretary)).actions).toEqual([]);
    await office.approve(reference);
    await clear();
  });

  test('by the secretary on behalf of an absent head, and the letter keeps that', async () => {
    const reference = await toSign();
    await mandate({ pejabat: official.secretary });
    await absence({ pejabat: official.head, pengganti: official.secretary });
    const mine = await office.run((tx) =>
      listWork(tx, office.village, office.secretary, { view: 'saya', page: 1 }),
    );
    expect(mine.items.map((item) => item.reference)).toContain(reference);
    const count = await office.run((tx) => countOfficeWork(tx, office.village, office.secretary));
    expect(count).toBe(mine.total);
    expect(await atDesk(office.secretary)).toBe(true);
    await office.approve(reference, office.secretary);
    const { letter, events } = await office.look(reference);
    expect(letter).toMatchObject({
      signer_name: 'NURUL HIDAYAH',
      signer_position: 'Sekretaris Desa, a.n. Kepala Desa',
      capacity: 'an',
      official_id: official.secretary,
      decree: 'SK 141/07/BTP/2026, 2026-01-05',
    });
    expect(events.at(-1)).toMatchObject({ actor_role: 'Sekretaris Desa, a.n. Kepala Desa' });
    const text = await textOf(reference);
    expect(text).toMatch(/a\.n\. KEPALA DESA BATU PUTIH\s+SEKRETARIS DESA\s/);
    expect(text).toContain('NURUL HIDAYAH');

    await clear();
    // The head is back: who signed in which capacity stays on the letter.
    const verified = await office.run((tx) =>
      verifyByCode(tx, office.village, letter!.verification_code),
    );
    expect(verified).toMatchObject({ signerPosition: 'Sekretaris Desa, a.n. Kepala Desa' });
    await expect(office.approve(await toSign(), office.secretary)).rejects.toEqual(
      refused('forbidden'),
    );
  });

  test('by the clerk by order when both are absent', async () => {
    const reference = await toSign();
    await mandate({ pejabat: official.secretary });
    await mandate({ pejabat: official.clerk, wewenang: 'ub' });
    await expect(office.approve(reference, clerk)).rejects.toEqual(refused('forbidden'));
    await absence({ pejabat: official.head, pengganti: official.secretary });
    await absence({ pejabat: official.secretary, pengganti: official.clerk });
    await office.approve(reference, clerk);
    expect((await office.look(reference)).letter).toMatchObject({ capacity: 'ub' });
    expect(await textOf(reference)).toMatch(
      /a\.n\. KEPALA DESA BATU PUTIH\s+SEKRETARIS DESA\s+u\.b\.\s+KASI PELAYANAN/,
    );
    await clear();
  });

  test.each([
    ['plt', /Plt\. KEPALA DESA BATU PUTIH/],
    ['plh', /Plh\. KEPALA DESA BATU PUTIH/],
  ])('by who is %s', async (wewenang, block) => {
    const reference = await toSign();
    await mandate({ pejabat: official.secretary, wewenang });
    await office.approve(reference, office.secretary);
    expect(await textOf(reference)).toMatch(block);
    await clear();
  });

  test('a wet letter at the counter names who takes the pen', async () => {
    await mandate({ pejabat: official.secretary });
    await absence({ pejabat: official.head, pengganti: official.secretary });
    expect((await signers()).today).toEqual({
      name: 'NURUL HIDAYAH',
      as: 'Sekretaris Desa, a.n. Kepala Desa',
    });
    await clear();
  });

  test('not by a head whose term is over; the letter waits, nothing is numbered', async () => {
    const reference = await toSign();
    await office.run((tx) =>
      saveOfficial(tx, office.village, proven(admin), official.head, {
        mulai: '2020-01-01',
        sampai: addDays(today(), -1),
      }),
    );
    await expect(office.approve(reference)).rejects.toEqual(refused('forbidden'));
    expect((await signers()).today).toBeUndefined();
    expect((await office.look(reference)).letter).toBeUndefined();
    await office.run((tx) =>
      saveOfficial(tx, office.village, proven(admin), official.head, { mulai: '2020-01-01' }),
    );
    await office.approve(reference);
  });

  test('nobody signs their own request, in whatever capacity', async () => {
    await mandate({ pejabat: official.secretary, wewenang: 'plh' });
    const reference = await toSign();
    const own = { ...proven(office.secretary), residentId: office.siti.residentId };
    const { request } = await office.look(reference);
    await expect(
      office.run((tx) =>
        approveRequest(tx, office.village, own, {
          requestId: request.id,
          version: request.version,
          origin,
        }),
      ),
    ).rejects.toEqual(refused('forbidden'));
    await clear();
  });
});

describe('a stand-in', () => {
  test('takes the steps of the absent secretary for those days', async () => {
    const { reference } = await office.send(office.siti, 'keterangan-domisili');
    await office.move(reference, 'accept', office.operator);
    await office.move(reference, 'forward', office.official);
    await expect(office.move(reference, 'forward', clerk)).rejects.toEqual(refused('forbidden'));
    await absence({ pejabat: official.secretary, pengganti: official.clerk });
    const mine = await office.run((tx) =>
      listWork(tx, office.village, clerk, { view: 'saya', page: 1 }),
    );
    expect(mine.items.map((item) => item.reference)).toContain(reference);
    await office.move(reference, 'forward', clerk);
    expect((await office.look(reference)).events.at(-1)).toMatchObject({
      action: 'forward',
      actor_role: 'Kasi Pelayanan, mewakili Sekretaris Desa',
    });
    await clear();
  });

  test.each([
    [
      'somebody who may not sign, for the head',
      { pejabat: 'head', pengganti: 'clerk' },
      ['pengganti'],
    ],
    ['oneself', { pejabat: 'clerk', pengganti: 'clerk' }, ['pengganti']],
    ['in days that are past', { mulai: '2026-01-01', sampai: '2026-01-02' }, ['sampai']],
    ['backwards', { mulai: '2030-01-02', sampai: '2030-01-01' }, ['sampai']],
    ['for no reason', { alasan: '' }, ['alasan']],
  ])('is refused: %s', async (_, change, names) => {
    const typed: Record<string, string> = {
      pejabat: 'secretary',
      pengganti: 'clerk',
      ...change,
    };
    for (const key of ['pejabat', 'pengganti'])
      typed[key] = official[typed[key] as keyof typeof official];
    await expect(absence(typed)).rejects.toEqual(fields(names));
  });

  test('of the head must be able to sign on every day of the absence', async () => {
    await mandate({ pejabat: official.secretary, sampai: addDays(today(), 1) });
    await expect(
      absence({ pejabat: official.head, pengganti: official.secretary }),
    ).rejects.toEqual(fields(['pengganti']));
    await clear();
  });

  test('is not absent too, and nobody is absent twice', async () => {
    await absence({ pejabat: official.clerk, pengganti: official.official });
    await expect(
      absence({ pejabat: official.secretary, pengganti: official.clerk }),
    ).rejects.toEqual(fields(['pengganti']));
    await expect(
      absence({ pejabat: official.clerk, pengganti: official.secretary }),
    ).rejects.toEqual(fields(['mulai']));
    await clear();
  });
});

describe('authority is given', () => {
  test.each([
    ['on behalf to a clerk', { pejabat: 'clerk', wewenang: 'an' }, ['wewenang']],
    ['by order to the secretary', { pejabat: 'secretary', wewenang: 'ub' }, ['wewenang']],
    ['to the head in office', { pejabat: 'head', wewenang: 'plh' }, ['pejabat']],
    ['by the day without an end', { wewenang: 'plh', sampai: '' }, ['sampai']],
    ['backwards', { sampai: '2020-01-01' }, ['sampai']],
    ['without a decree', { 'nomor-sk': '', 'tanggal-sk': '' }, ['nomor-sk', 'tanggal-sk']],
    ['by a decree of tomorrow', { 'tanggal-sk': '2999-01-01' }, ['tanggal-sk']],
    ['to nobody, as nothing', { pejabat: 'x', wewenang: 'raja' }, ['pejabat', 'wewenang']],
  ])('not %s', async (_, change, names) => {
    const typed: Record<string, string> = { pejabat: 'secretary', ...change };
    typed.pejabat = official[typed.pejabat as keyof typeof official] ?? 'x';
    await expect(mandate(typed)).rejects.toEqual(fields(names));
  });

  test('to one alone at a time, also when two admins press at once', async () => {
    const both = await Promise.allSettled([
      mandate({ pejabat: official.secretary, wewenang: 'plt' }),
      mandate({ pejabat: official.clerk, wewenang: 'plh' }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await signers()).mandates).toHaveLength(1);
    await clear();
    expect((await signers()).past.length).toBeGreaterThan(0);
  });

  test('by who may, with a fresh proof, and on record', async () => {
    await expect(mandate({ pejabat: official.secretary }, office.secretary)).rejects.toEqual(
      refused('forbidden'),
    );
    await expect(
      office.run((tx) => giveMandate(tx, office.village, { ...admin, provedAt: new Date(0) }, {})),
    ).rejects.toEqual(refused('proof-needed'));
    await mandate({ pejabat: official.secretary });
    await clear();
    expect((await auditTrail(office)).slice(-2)).toEqual([
      'signers.give-mandate',
      'signers.end-mandate',
    ]);
  });
});

test('an official without an account signs with the pen only', async () => {
  const typed = { nama: 'H. Usman', jabatan: 'Kasi Kesejahteraan', nik: '5207021203790002' };
  await office.run((tx) => saveOfficial(tx, office.village, proven(admin), undefined, typed));
  const kept = (await signers()).officials.find(({ name }) => name === 'H. Usman');
  expect(kept).toMatchObject({ hasAccount: false, nik: expect.stringContaining('•') });
  await expect(
    office.run((tx) =>
      saveOfficial(tx, office.village, proven(admin), kept!.id, { ...typed, nama: '', nik: '12' }),
    ),
  ).rejects.toEqual(fields(['nama', 'nik']));
});
