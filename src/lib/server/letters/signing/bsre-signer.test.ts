import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  bsreNik,
  bsrePassphrase,
  bsreUser,
  startBsreDouble,
  type BsreDouble,
  type BsreMood,
} from '../../../../../tests/letters/bsre-double.ts';
import { renderLetter } from '../rendering/render-letter.ts';
import { sampleLetter } from '../rendering/sample-letter.ts';
import { createBsreSigner, type BsreService } from './bsre-signer.ts';
import { checkSigned } from './check-signed.ts';
import { judgeAddress } from './service-address.ts';

const { pdf } = renderLetter(sampleLetter());
const claim = { reason: 'Surat nomor 1', location: 'Desa', name: 'A', signingTime: new Date() };
let bsre: BsreDouble;
beforeAll(async () => void (bsre = await startBsreDouble()));
afterAll(() => bsre.stop());
beforeEach(() => {
  bsre.mood = 'well';
  bsre.calls.length = 0;
});

async function sign(change: Partial<BsreService> = {}) {
  const service = { url: bsre.url, ...bsreUser, nik: bsreNik, passphrase: bsrePassphrase };
  const bytes = await createBsreSigner({ ...service, timeout: 5000, ...change }).sign(pdf, claim);
  await checkSigned(pdf, bytes, new Date());
  return bytes;
}
const failing = (mood: BsreMood, change: Partial<BsreService> = {}) => {
  bsre.mood = mood;
  return sign(change).then(
    () => 'signed',
    (error: { problem?: string; said?: string }) => [error.problem, error.said],
  );
};

test('sends the PDF as the service wants it, and gets it back signed', async () => {
  const signed = await sign();
  expect(Buffer.from(signed.subarray(0, pdf.length)).equals(pdf)).toBe(true);
  expect(bsre.calls).toHaveLength(1);
  expect(bsre.calls[0]).toMatchObject({
    fields: { nik: bsreNik, passphrase: bsrePassphrase, tampilan: 'invisible' },
    requestedWith: 'XMLHttpRequest',
  });
  expect(bsre.calls[0]!.file.equals(pdf)).toBe(true);
});

test.each<[BsreMood, Partial<BsreService>, string, string]>([
  [
    'well',
    { passphrase: 'salah' },
    'wrong-passphrase',
    'Proses signing gagal : Passphrase anda salah',
  ],
  ['well', { password: 'salah' }, 'wrong-credentials', ''],
  ['not-registered', {}, 'not-registered', 'User tidak terdaftar'],
  ['expired', {}, 'certificate-expired', 'Sertifikat expired'],
  ['refuses', {}, 'refused', 'Kuota tanda tangan habis'],
  ['breaks', {}, 'service-down', ''],
  ['drops', {}, 'service-down', ''],
  ['slow', { timeout: 300 }, 'too-slow', ''],
  ['web-page', {}, 'bad-answer', ''],
  ['unsigned', {}, 'bad-answer', ''],
  ['other-pdf', {}, 'bad-answer', ''],
  ['tampered', {}, 'bad-answer', ''],
  ['well', { url: 'http://127.0.0.1:9' }, 'service-down', ''],
])('%s %o: %s', async (mood, change, problem, said) => {
  expect(await failing(mood, change)).toEqual([problem, said]);
});

test('nobody is asked to sign whose certificate is known to be bad', async () => {
  await failing('expired');
  await failing('not-registered');
  expect(bsre.calls).toEqual([]);
});

test('a certificate that is over is not taken', async () => {
  const signed = await sign();
  await expect(checkSigned(pdf, signed, new Date('2040-01-01'))).rejects.toMatchObject({
    problem: 'certificate-expired',
  });
});

test.each([
  ['https://esign.sumbawabaratkab.go.id/', 'good', false],
  ['http://127.0.0.1:8080', 'good', true],
  ['http://192.168.1.20/esign', 'good', true],
  ['http://10.0.0.4', 'good', true],
  ['http://esign.sumbawabaratkab.go.id', 'exposed', undefined],
  ['http://8.8.8.8', 'exposed', undefined],
  ['http://127.0.0.1.jahat.id', 'exposed', undefined],
  ['http://10.jahat.id', 'exposed', undefined],
  ['https://user:pw@esign.go.id', 'bad', undefined],
  ['https://esign.go.id/?x=1', 'bad', undefined],
  ['ftp://esign.go.id', 'bad', undefined],
  ['esign', 'bad', undefined],
])('the address %s is %s', (typed, kind, open) => {
  expect(judgeAddress(typed)).toMatchObject(open === undefined ? { kind } : { kind, open });
});
