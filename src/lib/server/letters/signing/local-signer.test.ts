import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderLetter } from '../rendering/render-letter.ts';
import { sampleLetter } from '../rendering/sample-letter.ts';
import { createVillageCertificate } from './create-certificate.ts';
import { createLocalSigner } from './local-signer.ts';

const folder = mkdtempSync(join(tmpdir(), 'balai-sign-'));
afterAll(() => rmSync(folder, { recursive: true }));

const claim = {
  reason: 'Surat Keterangan Usaha nomor 500.2.2.4/012/BTP/XI/2026',
  location: 'Desa Batu Putih',
  name: 'ABDUL RAHMAN, Kepala Desa Batu Putih',
  signingTime: new Date('2026-11-23T01:30:00Z'),
};

describe('a letter signed with the village certificate', () => {
  const { pdf } = renderLetter(sampleLetter());
  const file = join(folder, 'letter.pdf');
  let signed: Uint8Array;

  beforeAll(async () => {
    const { p12, passphrase } = await createVillageCertificate({
      villageName: 'Desa Batu Putih',
      districtName: 'Kecamatan Taliwang',
      regencyName: 'Kabupaten Sumbawa Barat',
      validFrom: new Date(),
    });
    signed = await (await createLocalSigner(p12, passphrase)).sign(pdf, claim);
    writeFileSync(file, signed);
  });

  test('is valid and wholly covered in the eyes of pdfsig', () => {
    const seen = execFileSync('pdfsig', [file], { encoding: 'utf8' });
    expect(seen).toContain('Signature is Valid');
    expect(seen).toContain('Total document signed');
    expect(seen).toContain('ETSI.CAdES.detached');
    expect(seen).toContain('CN=Desa Batu Putih,O=Pemerintah Desa Batu Putih');
  });

  test('keeps the rendered bytes as they were', () => {
    expect(Buffer.from(signed.subarray(0, pdf.length)).equals(pdf)).toBe(true);
  });
});
