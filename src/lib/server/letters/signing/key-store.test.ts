import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createVillageCertificate, type VillageKeyStore } from './create-certificate.ts';
import { KeyStoreError, openKeyStore } from './key-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'balai-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

const openssl = (command: string) =>
  execFileSync('openssl', command.split(' '), { cwd: folder, encoding: 'utf8', stdio: 'pipe' });
const read = (name: string) => readFileSync(join(folder, name));
const problem = (p12: Uint8Array, passphrase: string) =>
  openKeyStore(p12, passphrase).then(
    () => 'opened',
    (error: unknown) =>
      error instanceof KeyStoreError ? error.problem : `not ours: ${String(error)}`,
  );

let village: VillageKeyStore;

beforeAll(async () => {
  village = await createVillageCertificate({
    villageName: 'Desa Batu Putih',
    districtName: 'Kecamatan Taliwang',
    regencyName: 'Kabupaten Sumbawa Barat',
    validFrom: new Date('2026-11-23T00:00:00Z'),
  });
  writeFileSync(join(folder, 'village.p12'), village.p12);
});

describe('the certificate that a village makes', () => {
  it('says whose it is and lasts five years', () => {
    expect(village.certificate).toMatchObject({
      commonName: 'Desa Batu Putih',
      organization: 'Pemerintah Desa Batu Putih',
      selfSigned: true,
      validFrom: new Date('2026-11-23T00:00:00Z'),
      validUntil: new Date('2031-11-23T00:00:00Z'),
    });
    expect(village.certificate.fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is what OpenSSL reads too', () => {
    openssl(`pkcs12 -in village.p12 -passin pass:${village.passphrase} -nodes -out village.pem`);
    const text = openssl('x509 -in village.pem -noout -text -nameopt RFC2253');
    expect(text).toContain(
      'CN=Desa Batu Putih,O=Pemerintah Desa Batu Putih,L=Kecamatan Taliwang,ST=Kabupaten Sumbawa Barat,C=ID',
    );
    expect(text).toContain('Public-Key: (3072 bit)');
    expect(text).toContain('Digital Signature, Non Repudiation');
    expect(text).toContain('CA:FALSE');
    expect(openssl('rsa -in village.pem -check -noout')).toContain('ok');
  });

  it('opens with its passphrase and with no other', async () => {
    const opened = await openKeyStore(village.p12, village.passphrase);
    expect(opened.certificate).toEqual(village.certificate);
    expect(await problem(village.p12, 'salah')).toBe('wrong-passphrase');
    expect(await problem(village.p12, '')).toBe('wrong-passphrase');
  });

  it('takes names of any length and letters', async () => {
    const long = await createVillageCertificate({
      villageName: `Desa ${'Sidomulyo é '.repeat(12)}`,
      districtName: 'Kecamatan X'.repeat(20),
      regencyName: 'Kabupaten Y'.repeat(20),
      validFrom: new Date('2026-11-23T00:00:00Z'),
    });
    expect(long.certificate.commonName).toHaveLength(64);
    expect(await problem(long.p12, long.passphrase)).toBe('opened');
  });
});

describe('an imported key store', () => {
  beforeAll(() => {
    const subject = '-subj /C=ID/O=Kominfo/CN=';
    openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 9 ${subject}Induk`);
    openssl(`req -newkey rsa:2048 -nodes -keyout own.key -out own.csr ${subject}Desa`);
    openssl('x509 -req -in own.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 -out own.pem');
    writeFileSync(join(folder, 'both.pem'), Buffer.concat([read('ca.pem'), read('own.pem')]));
    openssl(
      'pkcs12 -export -inkey own.key -in own.pem -certfile ca.pem -out chain.p12 -passout pass:rahasia',
    );
    openssl('pkcs12 -export -nokeys -in both.pem -out nokey.p12 -passout pass:rahasia');
    openssl(
      `req -x509 -newkey rsa:1024 -nodes -keyout weak.key -out weak.pem -days 9 ${subject}Lemah`,
    );
    openssl('pkcs12 -export -inkey weak.key -in weak.pem -out weak.p12 -passout pass:rahasia');
    openssl('ecparam -name prime256v1 -genkey -noout -out ec.key');
    openssl(`req -x509 -key ec.key -out ec.pem -days 9 ${subject}EC`);
    openssl('pkcs12 -export -inkey ec.key -in ec.pem -out ec.p12 -passout pass:rahasia');
    openssl(
      'pkcs12 -export -inkey own.key -in own.pem -out old.p12 -passout pass:rahasia -certpbe PBE-SHA1-3DES -keypbe PBE-SHA1-3DES -macalg sha1',
    );
  });

  it('gives the certificate that belongs to its key, not another of the chain', async () => {
    const { certificate, cms } = await openKeyStore(read('chain.p12'), 'rahasia');
    expect(certificate).toMatchObject({ commonName: 'Desa', selfSigned: false });
    expect(certificate.issuer).toContain('CN=Induk');
    expect(cms.certificateChain).toHaveLength(1);
  });

  it.each([
    ['an older encryption', 'old.p12', 'rahasia', 'opened'],
    ['an elliptic curve', 'ec.p12', 'rahasia', 'opened'],
    ['the wrong passphrase', 'chain.p12', 'salah', 'wrong-passphrase'],
    ['no key in it', 'nokey.p12', 'rahasia', 'incomplete'],
    ['a key too short', 'weak.p12', 'rahasia', 'unsuitable-key'],
    ['something else in it', 'own.pem', 'rahasia', 'not-a-key-store'],
  ])('with %s', async (_, name, passphrase, outcome) => {
    expect(await problem(read(name), passphrase)).toBe(outcome);
  });

  it('is refused by name of the fault, however it is broken', async () => {
    const whole = read('chain.p12');
    const broken = fc.oneof(
      fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
      fc.nat(whole.length - 1).map((length) => whole.subarray(0, length)),
      fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, flip]) => {
        const spoilt = Buffer.from(whole);
        spoilt[at] = spoilt[at]! ^ flip;
        return spoilt;
      }),
    );
    await fc.assert(
      fc.asyncProperty(broken, async (bytes) => {
        expect(await problem(bytes, 'rahasia')).not.toContain('not ours');
      }),
      { numRuns: 60 },
    );
  });
});
