import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  giveUpSigning,
  printLetter,
  saveService,
  signMany,
  signRequest,
  cancelRequest,
  openSigningDesk,
  type ChosenNumber,
  verifyByCode,
  verifyUpload,
  type SignedLine,
} from '../../src/lib/server/letters/index.ts';
import { now, setClock } from '../../src/lib/server/platform/index.ts';
import { useWorld } from '../world.ts';
import { auditTrail } from './audit-trail.ts';
import {
  bsreNik,
  bsrePassphrase,
  bsreUser,
  startBsreDouble,
  type BsreDouble,
  type BsreMood,
} from './bsre-double.ts';
import { origin } from './letter-office.ts';
import { startTsaDouble, type TsaDouble } from './tsa-double.ts';
import { refused, useLetterOffice } from './use-letter-office.ts';

useWorld();
const office = useLetterOffice();
let bsre: BsreDouble;
let tsa: TsaDouble;
const folder = mkdtempSync(join(tmpdir(), 'balai-esign-'));

beforeAll(async () => {
  [bsre, tsa] = await Promise.all([startBsreDouble(), startTsaDouble()]);
  await office.run((tx) =>
    tx
      .updateTable('official')
      .set({ esign_nik: bsreNik })
      .where('staff_id', '=', office.head.staffId)
      .execute(),
  );
});
afterAll(async () => {
  setClock();
  await Promise.all([bsre.stop(), tsa.stop()]);
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  bsre.mood = 'well';
  tsa.mood = 'well';
  bsre.calls.length = 0;
});

const proven = (as = office.head) => ({ ...as, provedAt: now() });
const choose = (typed: Record<string, string>, password = '') =>
  office.run((tx) => saveService(tx, office.village, proven(), typed, password));
const useBsre = () =>
  choose({ cara: 'bsre', alamat: bsre.url, pengguna: bsreUser.username }, bsreUser.password);
const useTimestamps = (missing: 'sign' | 'refuse') =>
  choose({ cara: 'certificate', stempel: tsa.url, 'tanpa-stempel': missing });

async function toSign(slug?: string) {
  const { reference } = await office.send(office.siti, slug);
  await office.bringToSigning(reference);
  return reference;
}
async function sign(
  reference: string,
  passphrase = bsrePassphrase,
  as = office.head,
  chosen?: ChosenNumber,
) {
  const { request } = await office.look(reference, as);
  const input = { requestId: request.id, version: request.version, origin, passphrase, chosen };
  return signRequest(office.village, proven(as), input);
}
async function giveUp(reference: string) {
  const { request } = await office.look(reference, office.head);
  const input = { requestId: request.id, version: request.version, reason: 'Layanan lama mati.' };
  return office.run((tx) => giveUpSigning(tx, office.village, proven(), input));
}
async function bytesOf(reference: string) {
  return (await office.run((tx) => printLetter(tx, office.village, office.operator, reference)))
    .bytes;
}
async function pdfsig(reference: string) {
  const path = join(folder, `${reference}.pdf`);
  writeFileSync(path, await bytesOf(reference));
  return execFileSync('pdfsig', ['-nocert', path], { encoding: 'utf8' });
}
const numberOf = async (reference: string) => (await office.look(reference)).letter?.number;
const sequences = () =>
  office.run(async (tx) =>
    (await tx.selectFrom('letter').select('sequence').orderBy('sequence').execute()).map(
      (row) => row.sequence,
    ),
  );

describe('signed by BSrE’s service', () => {
  beforeAll(useBsre);

  test('a letter is BSrE’s, says so, and is unchanged', async () => {
    const reference = await toSign();
    const { number } = await sign(reference);
    const seen = await pdfsig(reference);
    expect(seen).toContain('Signature is Valid');
    expect(seen).toContain('Total document signed');
    const bytes = await bytesOf(reference);
    const text = execFileSync('pdftotext', ['-', '-'], { input: bytes, encoding: 'utf8' });
    expect(text.replace(/\s+/g, ' ')).toContain(
      'ditandatangani secara elektronik menggunakan sertifikat elektronik yang diterbitkan BSrE',
    );
    expect(text).not.toContain('tidak tersertifikasi');
    const { letter, request, signing } = await office.look(reference);
    expect(request.status).toBe('approved');
    expect(signing).toBeUndefined();
    expect(letter).toMatchObject({
      number,
      signed_with: 'bsre',
      certificate_id: null,
      service_fingerprint: bsre.keys.certificate.fingerprint,
    });
    const shown = await office.run((tx) =>
      verifyByCode(tx, office.village, letter!.verification_code),
    );
    expect(shown?.seal).toMatchObject({ signed_with: 'bsre' });
    const verdict = (file: Buffer) =>
      office.run((tx) => verifyUpload(tx, office.village, new Uint8Array(file)));
    expect(await verdict(bytes)).toMatchObject({ kind: 'issued' });
    expect(await verdict(Buffer.concat([bytes, Buffer.from('\n%')]))).toEqual({ kind: 'changed' });
  });

  test.each<[BsreMood, string, RegExp]>([
    ['well', 'salah', /Passphrase tidak cocok/],
    ['not-registered', bsrePassphrase, /belum terdaftar/],
    ['expired', bsrePassphrase, /sudah berakhir/],
    ['refuses', bsrePassphrase, /Kuota tanda tangan habis/],
    ['breaks', bsrePassphrase, /tidak bisa dihubungi/],
    ['drops', bsrePassphrase, /tidak bisa dihubungi/],
    ['web-page', bsrePassphrase, /tidak dipakai/],
    ['unsigned', bsrePassphrase, /tidak dipakai/],
    ['other-pdf', bsrePassphrase, /tidak dipakai/],
  ])(
    '%s with %s: told plainly, kept, and signed under the same number',
    async (mood, phrase, says) => {
      const before = await sequences();
      const reference = await toSign();
      bsre.mood = mood;
      await expect(sign(reference, phrase)).rejects.toMatchObject({
        kind: 'unavailable',
        message: expect.stringMatching(says),
      });
      const { signing, request, letter } = await office.look(reference, office.head);
      expect(letter).toBeUndefined();
      expect(request.status).toBe('processing');
      expect(signing).toMatchObject({ mine: true, calling: false, tries: 1 });
      expect(signing!.problem).toMatch(says);
      bsre.mood = 'well';
      const { number } = await sign(reference);
      expect(number).toBe(signing!.number);
      // The very bytes that were prepared the first time.
      const sent = bsre.calls.map(({ file }) => file);
      expect(sent.every((file) => file.equals(sent[0]!))).toBe(true);
      const after = await sequences();
      expect(after).toEqual([...before, (before.at(-1) ?? 0) + 1]);
    },
  );

  test('the passphrase is kept nowhere and the password is sealed', async () => {
    const reference = await toSign();
    await expect(sign(reference, 'FrasaKeliru77')).rejects.toMatchObject({ kind: 'unavailable' });
    await sign(reference);
    const kept = await office.run(async (tx) =>
      JSON.stringify([
        await tx.selectFrom('signing_attempt').selectAll().execute(),
        await tx.selectFrom('audit_event').selectAll().execute(),
        (await tx.selectFrom('signing_service').selectAll().execute()).map((row) => ({
          ...row,
          bsre_password: row.bsre_password!.toString('latin1'),
        })),
      ]),
    );
    for (const secret of [bsrePassphrase, 'FrasaKeliru77', bsreUser.password])
      expect(kept).not.toContain(secret);
  });

  test('nothing is numbered without a passphrase, or without the signer’s NIK', async () => {
    const reference = await toSign();
    await expect(sign(reference, '')).rejects.toMatchObject({
      kind: 'invalid',
      fields: { 'frasa-sandi': expect.any(String) },
    });
    const nik = (esign_nik: string | null) =>
      office.run((tx) => tx.updateTable('official').set({ esign_nik }).execute());
    await nik(null);
    await expect(sign(reference)).rejects.toEqual(refused('unavailable'));
    await nik(bsreNik);
    expect((await office.look(reference, office.head)).signing).toBeUndefined();
    await sign(reference);
  });

  test('while it waits, nobody moves it on, and the resident does not take it back', async () => {
    const reference = await toSign();
    bsre.mood = 'breaks';
    await expect(sign(reference)).rejects.toEqual(refused('unavailable'));
    await expect(office.move(reference, 'reject', office.head, 'Tidak jadi saja')).rejects.toEqual(
      refused('conflict'),
    );
    const { request } = await office.look(reference);
    await expect(
      office.run((tx) => cancelRequest(tx, office.village, office.siti, request.id)),
    ).rejects.toEqual(refused('conflict'));
    bsre.mood = 'well';
    await sign(reference);
  });

  test('pressed twice at once, it is signed once', async () => {
    const before = await sequences();
    const reference = await toSign();
    const both = await Promise.allSettled([sign(reference), sign(reference)]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await sequences()).toHaveLength(before.length + 1);
  });

  test('cut short in the middle, it is found, shown, and finished', async () => {
    const reference = await toSign();
    bsre.mood = 'breaks';
    await expect(sign(reference)).rejects.toEqual(refused('unavailable'));
    // As a server leaves it that was killed while the service was being asked.
    await office.run((tx) =>
      tx
        .updateTable('signing_attempt')
        .set({ calling_since: now(), problem: null })
        .where('state', '=', 'open')
        .execute(),
    );
    bsre.mood = 'well';
    expect((await office.look(reference, office.head)).signing).toMatchObject({ calling: true });
    await expect(sign(reference)).rejects.toEqual(refused('conflict'));
    const later = new Date(now().getTime() + 5 * 60_000);
    setClock({ now: () => later });
    const { signing } = await office.look(reference, office.head);
    expect(signing).toMatchObject({ calling: false, problem: expect.stringMatching(/terputus/) });
    const { number } = await sign(reference);
    setClock();
    expect(number).toBe(signing!.number);
  });

  test('given up, the number is listed with its reason, and used again by the same request', async () => {
    const reference = await toSign();
    bsre.mood = 'breaks';
    await expect(sign(reference)).rejects.toEqual(refused('unavailable'));
    const { number } = (await office.look(reference, office.head)).signing!;
    await giveUp(reference);
    const desk = () => office.run((tx) => openSigningDesk(tx, office.village, office.head));
    expect((await desk()).unused).toMatchObject([{ number, reason: 'Layanan lama mati.' }]);
    bsre.mood = 'well';
    // Another letter meanwhile gets the next one.
    const other = await toSign();
    await sign(other);
    expect(await numberOf(other)).not.toBe(number);
    await expect(
      sign(reference, bsrePassphrase, office.head, { date: '2026-01-02', reason: 'Surat lama' }),
    ).rejects.toEqual(refused('invalid'));
    expect((await sign(reference)).number).toBe(number);
    expect((await desk()).unused).toEqual([]);
    const trail = await auditTrail(office);
    for (const action of [
      'letters.begin-signing',
      'letters.signing-failed',
      'letters.give-up-signing',
    ])
      expect(trail).toContain(action);
  });
});

describe('with a time stamp authority', () => {
  test('the village’s own signature carries a certified time (PAdES B-T)', async () => {
    await useTimestamps('refuse');
    const reference = await toSign();
    await sign(reference, '');
    const seen = await pdfsig(reference);
    expect(seen).toContain('Signature is Valid');
    expect(seen).toContain('Total document signed');
    const { letter } = await office.look(reference);
    expect(letter).toMatchObject({ signed_with: 'village', timestamp_missing: false });
    expect(Math.abs(letter!.timestamped_at!.getTime() - Date.now())).toBeLessThan(120_000);
    expect(tsa.asked).toBeGreaterThan(0);
  });

  test.each(['breaks', 'garbage', 'of-something-else'] as const)(
    'that %s: refused plainly, then signed under the same number',
    async (mood) => {
      await useTimestamps('refuse');
      const reference = await toSign();
      tsa.mood = mood;
      await expect(sign(reference, '')).rejects.toMatchObject({
        message: expect.stringMatching(/stempel waktu/),
      });
      const { signing } = await office.look(reference, office.head);
      tsa.mood = 'well';
      expect((await sign(reference, '')).number).toBe(signing!.number);
    },
  );

  test('that does not answer: signed without, where the village wants that, and on record', async () => {
    await useTimestamps('sign');
    const reference = await toSign();
    tsa.mood = 'breaks';
    await sign(reference, '');
    expect(await pdfsig(reference)).toContain('Signature is Valid');
    expect((await office.look(reference)).letter).toMatchObject({
      timestamp_missing: true,
      timestamped_at: null,
    });
  });
});

describe('several at once', () => {
  async function chosen(references: string[]) {
    const desk = await office.run((tx) => openSigningDesk(tx, office.village, office.head));
    const items = desk.items.filter(({ reference }) => references.includes(reference));
    return new Map(items.map(({ id, version }) => [id, version]));
  }
  const go = async (references: string[], passphrase = '') =>
    signMany(office.village, proven(), { chosen: await chosen(references), origin, passphrase });
  const outcomes = (lines: SignedLine[]) => lines.map(({ outcome }) => outcome);

  test('forty letters, quickly, each with its own number', async () => {
    await choose({ cara: 'certificate' });
    const before = await sequences();
    const references: string[] = [];
    for (let n = 0; n < 40; n += 1) references.push(await toSign());
    const began = performance.now();
    const lines = await go(references);
    const took = performance.now() - began;
    expect(lines).toHaveLength(40);
    expect(new Set(outcomes(lines))).toEqual(new Set(['signed']));
    expect(new Set(lines.map(({ words }) => words)).size).toBe(40);
    const after = await sequences();
    expect(after).toHaveLength(before.length + 40);
    expect(after.at(-1)! - after[0]! + 1).toBe(after.length);
    // A bound that a busy machine keeps too.
    expect(took).toBeLessThan(40_000);
  }, 240_000);

  test('one that another officer changed keeps none of the others back', async () => {
    const references = [await toSign(), await toSign(), await toSign()];
    const map = await chosen(references);
    await office.move(references[1]!, 'reject', office.head, 'Data tidak cocok');
    const lines = await signMany(office.village, proven(), { chosen: map, origin, passphrase: '' });
    // The one that is gone from the list is not among them.
    expect(outcomes(lines)).toEqual(['signed', 'signed']);
    const stale = new Map(
      [...(await chosen([await toSign()]))].map(([id, version]) => [id, version - 1] as const),
    );
    const [line] = await signMany(office.village, proven(), {
      chosen: stale,
      origin,
      passphrase: '',
    });
    expect(line).toMatchObject({ outcome: 'not-signed', words: expect.stringMatching(/diubah/) });
  });

  test('a wrong passphrase stops at the first; the rest is not tried, nothing is lost', async () => {
    await useBsre();
    const references = [await toSign(), await toSign(), await toSign()];
    const lines = await go(references, 'salah');
    expect(outcomes(lines)).toEqual(['not-signed', 'not-tried', 'not-tried']);
    expect(bsre.calls).toHaveLength(1);
    const again = await go(references, bsrePassphrase);
    expect(outcomes(again)).toEqual(['signed', 'signed', 'signed']);
  });

  test('needs a choice, a passphrase, a fresh proof, and authority', async () => {
    const reference = await toSign();
    const input = { chosen: await chosen([reference]), origin, passphrase: 'x' };
    await expect(go([])).rejects.toEqual(refused('invalid'));
    await expect(go([reference])).rejects.toEqual(refused('invalid'));
    await expect(
      signMany(office.village, { ...office.head, provedAt: new Date(0) }, input),
    ).rejects.toEqual(refused('proof-needed'));
    await expect(signMany(office.village, proven(office.secretary), input)).rejects.toEqual(
      refused('forbidden'),
    );
  });
});

describe('the choice of a service', () => {
  test.each([
    [{ cara: 'bsre' }, ['alamat', 'pengguna']],
    [{ cara: 'bsre', alamat: 'http://esign.kab.go.id', pengguna: 'a' }, ['alamat']],
    [{ cara: 'certificate', stempel: 'bukan alamat' }, ['stempel']],
  ])('%o is refused at %s', async (typed, names) => {
    await expect(choose(typed)).rejects.toMatchObject({
      kind: 'invalid',
      fields: Object.fromEntries(names.map((name) => [name, expect.any(String)])),
    });
  });

  test('a password does not go to another address than it was given for', async () => {
    await useBsre();
    await expect(
      choose({ cara: 'bsre', alamat: 'https://lain.go.id', pengguna: bsreUser.username }),
    ).rejects.toMatchObject({ fields: { 'sandi-layanan': expect.any(String) } });
  });
});
