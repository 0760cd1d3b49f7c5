import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import { openKeyStore } from './key-store.ts';
import type { CertificateInfo } from './certificate-info.ts';
import type { Signer } from './signer.ts';

const fieldName = 'TandaTangan';
/** A time stamp with the authority's chain takes 4 to 8 KB. */
const largestTimestamp = 16 * 1024;

/**
 * Signs with a certificate that the village holds itself (PKCS#12), as PAdES B-B or B-T: an
 * ETSI.CAdES.detached signature over the whole file, appended so that PDF/A stays PDF/A.
 *
 * @throws KeyStoreError when the key store does not open.
 */
export async function createLocalSigner(
  p12: Uint8Array,
  passphrase: string,
): Promise<Signer & { certificate: CertificateInfo }> {
  const { certificate, cms } = await openKeyStore(p12, passphrase);
  const chainLength = [cms.certificate, ...(cms.certificateChain ?? [])].reduce(
    (sum, der) => sum + der.length,
    0,
  );
  return {
    certificate,
    async sign(pdf, claim, timestamps) {
      const document = await PDF.load(pdf);
      addSignatureField(document);
      const { bytes } = await document.sign({
        signer: cms,
        fieldName,
        reason: plain(`${claim.reason}, disetujui oleh ${claim.name}`),
        location: plain(claim.location),
        signingTime: claim.signingTime,
        ...(timestamps ? { level: 'B-T', timestampAuthority: timestamps } : { level: 'B-B' }),
        // Room for the certificates, the signature (up to 512 bytes) and what frames them.
        estimatedSize: chainLength + 2048 + (timestamps ? largestTimestamp : 0),
      });
      return bytes;
    },
  };
}

/**
 * The field that holds the signature, with an empty picture of no size on the page: PDF/A wants
 * fields to have one and to be printed (flags 4 and 128). Made here and not by the library, which
 * would bring fonts that are not embedded and leave the field off the page.
 */
function addSignatureField(document: PDF) {
  const page = document.getPage(0);
  if (!page) throw new Error('A PDF without pages cannot be signed.');
  const nothing = new PdfArray([0, 0, 0, 0].map((edge) => PdfNumber.of(edge)));
  const picture = PdfStream.fromDict({
    Type: PdfName.of('XObject'),
    Subtype: PdfName.of('Form'),
    BBox: nothing,
    Resources: new PdfDict(),
  });
  const field = document.register(
    PdfDict.of({
      FT: PdfName.of('Sig'),
      T: PdfString.fromString(fieldName),
      Type: PdfName.of('Annot'),
      Subtype: PdfName.of('Widget'),
      F: PdfNumber.of(132),
      P: page.ref,
      Rect: nothing,
      AP: PdfDict.of({ N: document.register(picture) }),
    }),
  );
  page.dict.set('Annots', new PdfArray([field]));
  const form = PdfDict.of({ Fields: new PdfArray([field]), SigFlags: PdfNumber.of(3) });
  document.getCatalog().set('AcroForm', document.register(form));
}

/** The library escapes brackets and backslashes twice, so they would show: leave them out. */
function plain(text: string): string {
  return text
    .replace(/[()\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
