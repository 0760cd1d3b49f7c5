import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '#lib/server/platform/project-root.ts';
import { renderLetter } from '../rendering/render-letter.ts';
import { sampleLetter } from '../rendering/sample-letter.ts';
import { checkPdf, type PdfCheck } from './check-pdf.ts';
import { createVillageCertificate, type VillageKeyStore } from './create-certificate.ts';
import { createLocalSigner } from './local-signer.ts';
import { findPdfSignatures } from './pdf-signatures.ts';

const signingTime = new Date('2026-11-23T01:30:00Z');
const claim = { reason: 'Surat', location: 'Desa', name: 'ABDUL RAHMAN', signingTime };
const { pdf } = renderLetter(sampleLetter());

let keys: VillageKeyStore;
let letter: Buffer;

beforeAll(async () => {
  keys = await createVillageCertificate({
    villageName: 'Desa Batu Putih',
    districtName: 'Kecamatan Taliwang',
    regencyName: 'Kabupaten Sumbawa Barat',
    validFrom: new Date('2026-01-01T00:00:00Z'),
  });
  const signer = await createLocalSigner(keys.p12, keys.passphrase);
  letter = Buffer.from(await signer.sign(pdf, claim));
});

const signed = (check: PdfCheck) => {
  if (check.kind !== 'signed') throw new Error(`The PDF is ${check.kind}`);
  return check;
};

describe('a letter as it was issued', () => {
  it('is unchanged and names its certificate and time', async () => {
    const check = signed(await checkPdf(letter));
    expect(check.unchanged).toBe(true);
    expect(check.signatures).toHaveLength(1);
    expect(check.signatures[0]).toMatchObject({
      intact: true,
      valid: true,
      coversWholeFile: true,
      certificate: { fingerprint: keys.certificate.fingerprint, commonName: 'Desa Batu Putih' },
      signingTime,
    });
  });
});

describe('a changed letter is found out', () => {
  it('when a single byte that is signed is another', async () => {
    const covered = findPdfSignatures(letter, 1)[0]!.signed;
    const gap = letter.length - covered.length;
    const gapStart = letter.indexOf('/Contents <', pdf.length) + 10;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(covered.length - 1),
        fc.integer({ min: 1, max: 255 }),
        async (place, change) => {
          const changed = Buffer.from(letter);
          const index = place < gapStart ? place : place + gap;
          changed[index] = changed[index]! ^ change;
          const check = await checkPdf(changed);
          expect(check.kind === 'signed' && check.unchanged).toBe(false);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('when something is added at its end', async () => {
    const check = signed(await checkPdf(Buffer.concat([letter, Buffer.from('\n% more\n')])));
    expect(check.unchanged).toBe(false);
    expect(check.signatures[0]).toMatchObject({
      intact: true,
      valid: true,
      coversWholeFile: false,
    });
  });

  it('when the signature of another letter is put into it', async () => {
    const signer = await createLocalSigner(keys.p12, keys.passphrase);
    const other = Buffer.from(
      await signer.sign(renderLetter(sampleLetter({ title: 'SURAT LAIN' })).pdf, claim),
    );
    const contents = (file: Buffer) => {
      const start = file.indexOf('/Contents <', pdf.length - 2000) + 10;
      return { start, end: file.indexOf('>', start) + 1 };
    };
    const [to, from] = [contents(letter), contents(other)];
    const changed = Buffer.from(letter);
    other.copy(changed, to.start, from.start, from.end);
    const check = signed(await checkPdf(changed));
    expect(check.signatures[0]).toMatchObject({ intact: false });
    expect(check.unchanged).toBe(false);
  });

  it('when a stranger signs it: the fingerprint is another', async () => {
    const stranger = await createVillageCertificate({
      villageName: 'Desa Batu Putih',
      districtName: 'Kecamatan Taliwang',
      regencyName: 'Kabupaten Sumbawa Barat',
      validFrom: new Date('2026-01-01T00:00:00Z'),
    });
    const signer = await createLocalSigner(stranger.p12, stranger.passphrase);
    const check = signed(await checkPdf(await signer.sign(pdf, claim)));
    expect(check.signatures[0]!.certificate!.commonName).toBe('Desa Batu Putih');
    expect(check.signatures[0]!.certificate!.fingerprint).not.toBe(keys.certificate.fingerprint);
  });

  it('when the gap leaves out more than the signature', async () => {
    const text = letter.toString('latin1');
    const range = /\/ByteRange \[0 (\d+) +(\d+) +(\d+) *\]/.exec(text)!;
    const wider = `/ByteRange [0 ${Number(range[1]) - 60} ${range[2]} ${range[3]}`;
    const changed = text.replace(range[0], `${wider.padEnd(range[0].length - 1)}]`);
    expect((await checkPdf(Buffer.from(changed, 'latin1'))).kind).toBe('unsigned');
  });
});

describe('other files', () => {
  it('are told apart', async () => {
    expect(await checkPdf(pdf)).toEqual({ kind: 'unsigned' });
    expect(await checkPdf(new Uint8Array())).toEqual({ kind: 'not-a-pdf' });
    const readme = readFileSync(join(projectRoot(), 'package.json'));
    expect(await checkPdf(readme)).toEqual({ kind: 'not-a-pdf' });
    expect(await checkPdf(Buffer.alloc(11 * 1024 * 1024))).toEqual({ kind: 'too-large' });
  });

  it('never make it fail, however they are broken', async () => {
    const piece = fc.oneof(
      fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
      fc
        .constantFrom(
          '%PDF-1.7\n',
          '/ByteRange [0 10 20 30]',
          '/ByteRange [0 0 0 0]',
          '/ByteRange [9999999999 1 2 3]',
          '/Contents <3080',
          '/Contents <3084ffffffff>',
          '>',
          '/M (D:99999999999999Z)',
        )
        .map((text) => Buffer.from(text)),
      fc.tuple(fc.nat(), fc.nat(3000)).map(([start, length]) => {
        const from = start % letter.length;
        return letter.subarray(from, from + length);
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const check = await checkPdf(Buffer.concat([Buffer.from('%PDF-'), ...pieces]));
        expect(['unsigned', 'signed']).toContain(check.kind);
        expect(check.kind === 'signed' && check.unchanged).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('never make it fail when cut short or with a spoilt signature', async () => {
    const contents = letter.indexOf('/Contents <', pdf.length) + 11;
    await fc.assert(
      fc.asyncProperty(
        fc.nat(letter.length),
        fc.array(fc.tuple(fc.nat(4000), fc.constantFrom(...'0123456789abcdef')), { maxLength: 8 }),
        async (length, spoils) => {
          await checkPdf(letter.subarray(0, length));
          const spoilt = Buffer.from(letter);
          for (const [place, digit] of spoils) spoilt.write(digit, contents + place, 'latin1');
          const check = await checkPdf(spoilt);
          if (check.kind === 'signed' && check.unchanged) {
            expect(check.signatures[0]!.certificate!.fingerprint).toBe(
              keys.certificate.fingerprint,
            );
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('are not searched for ever', () => {
    const many = Buffer.from('%PDF-' + '/ByteRange [0 1 2 3]'.repeat(100_000));
    expect(findPdfSignatures(many, 20)).toEqual([]);
  });
});
