import { checkPdf, type SignatureCheck } from './check-pdf.ts';
import { SigningError } from './signing-error.ts';

/**
 * Whether what a service gave back is the very PDF that it got, with one good signature appended over
 * the whole of it.
 * @param at when it was signed: the certificate must be in force then
 * @returns the signature
 * @throws SigningError 'bad-answer', 'certificate-expired'
 */
export async function checkSigned(
  sent: Uint8Array,
  signed: Uint8Array,
  at: Date,
): Promise<SignatureCheck> {
  const same = Buffer.from(signed.subarray(0, sent.length)).equals(Buffer.from(sent));
  const check = same ? await checkPdf(signed) : undefined;
  const [signature, ...others] = check?.kind === 'signed' ? check.signatures : [];
  if (!signature || others.length > 0 || check?.kind !== 'signed' || !check.unchanged)
    throw new SigningError('bad-answer');
  const { certificate } = signature;
  if (!certificate) throw new SigningError('bad-answer');
  if (certificate.validUntil <= at) throw new SigningError('certificate-expired');
  return signature;
}
