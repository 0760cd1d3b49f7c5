import { beforeAll, describe, expect, it } from 'vitest';
import { createVillageCertificate } from '../signing/create-certificate.ts';
import { createLocalSigner } from '../signing/local-signer.ts';
import { renderLetter } from './render-letter.ts';
import { sampleLetter } from './sample-letter.ts';

const claim = {
  reason: 'Surat (contoh) \\ – é',
  location: 'Desa',
  name: 'ABDUL RAHMAN',
  signingTime: new Date('2026-11-23T01:30:00Z'),
};
const pdf = Buffer.from(renderLetter(sampleLetter()).pdf);
let signed: Buffer;

beforeAll(async () => {
  const { p12, passphrase } = await createVillageCertificate({
    villageName: 'Desa Batu Putih',
    districtName: 'Kecamatan Taliwang',
    regencyName: 'Kabupaten Sumbawa Barat',
    validFrom: new Date('2026-01-01T00:00:00Z'),
  });
  signed = Buffer.from(await (await createLocalSigner(p12, passphrase)).sign(pdf, claim));
});

/** The newest form of the document's catalogue. */
const catalogue = (file: Buffer) =>
  file.toString('latin1').split('/Type /Catalog').at(-1)!.split('endobj')[0]!;

describe.each([
  ['before signing', () => pdf],
  ['after signing', () => signed],
])('PDF/A-2b %s (ISO 19005-2)', (_, file) => {
  it('declares itself', () => {
    const text = file().toString('latin1');
    expect(text).toMatch(/<pdfaid:part>2<\/pdfaid:part>|pdfaid:part="2"/);
    expect(text).toMatch(/<pdfaid:conformance>B<\/pdfaid:conformance>|pdfaid:conformance="B"/);
  });

  it('names its colours, its language and its structure', () => {
    expect(catalogue(file())).toMatch(/\/OutputIntents/);
    expect(catalogue(file())).toMatch(/\/Metadata/);
    expect(catalogue(file())).toMatch(/\/Lang \(id-ID\)/);
    expect(catalogue(file())).toMatch(/\/StructTreeRoot/);
    expect(file().toString('latin1')).toContain('/GTS_PDFA1');
  });

  it('has none of what PDF/A forbids', () => {
    expect(file().toString('latin1')).not.toMatch(
      /\/(JavaScript|JS|Launch|EmbeddedFiles|Encrypt|NeedAppearances true|Movie|Sound)\b/,
    );
  });
});

describe('what signing adds', () => {
  const added = () => signed.subarray(pdf.length).toString('latin1');

  it('leaves the letter as it was and follows it', () => {
    expect(signed.subarray(0, pdf.length).equals(pdf)).toBe(true);
  });

  it('is a printed field with an appearance, on the page, and no font', () => {
    expect(added()).toMatch(/\/Subtype \/Widget/);
    expect(added()).toMatch(/\/F 132/);
    expect(added()).toMatch(/\/AP <<\s*\/N \d+ 0 R\s*>>/);
    expect(added()).toMatch(/\/Annots \[\d+ 0 R\]/);
    expect(added()).toMatch(/\/SigFlags 3/);
    expect(added()).not.toMatch(/\/BaseFont|\/DR|\/DA/);
  });

  it('says why and where in plain words', () => {
    expect(added()).toContain('/Reason (Surat contoh');
    expect(added()).toContain('disetujui oleh ABDUL RAHMAN)');
    expect(added()).not.toContain('\\\\');
  });
});
