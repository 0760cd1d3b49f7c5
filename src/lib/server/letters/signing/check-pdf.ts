import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { type CertificateInfo, describeCertificate } from './certificate-info.ts';
import { cryptoEngine } from './crypto-engine.ts';
import { readTimestamp } from './read-timestamp.ts';
import { findPdfSignatures, type PdfSignature } from './pdf-signatures.ts';

/** What one signature in a PDF proves. */
export interface SignatureCheck {
  /** The bytes that it covers are those that were signed. */
  intact: boolean;
  /** The signature itself was made with the key of the certificate in it. */
  valid: boolean;
  /** Nothing was added to the file after it. */
  coversWholeFile: boolean;
  /** The certificate in it; who it belongs to is for the caller to know, by its fingerprint. */
  certificate: CertificateInfo | undefined;
  /** When the signer says it was made. */
  signingTime: Date | undefined;
  /** When a time stamp authority says that it was there (read-timestamp.ts). */
  timestamp: Date | undefined;
}

export type PdfCheck =
  | { kind: 'not-a-pdf' }
  | { kind: 'too-large' }
  | { kind: 'unsigned' }
  | {
      kind: 'signed';
      /** In the order in which they stand in the file; the last is the newest. */
      signatures: SignatureCheck[];
      /** All are intact and valid, and the last covers the whole file. */
      unchanged: boolean;
      /** SHA-256 of the whole file, hexadecimal: equal to the archive's for the very same bytes. */
      sha256: string;
    };

const sizeLimit = 10 * 1024 * 1024;
const mostSignatures = 20;

/**
 * Checks the signatures of a PDF that someone brings. Says what the file itself proves; whether the
 * signer is this village is to be decided by the certificate's fingerprint. Never throws, whatever
 * the bytes are.
 */
export async function checkPdf(bytes: Uint8Array): Promise<PdfCheck> {
  if (bytes.length > sizeLimit) return { kind: 'too-large' };
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  // Readers look for the header within the first kilobyte.
  if (!file.subarray(0, 1024).includes('%PDF-')) return { kind: 'not-a-pdf' };
  const found = findPdfSignatures(file, mostSignatures);
  if (found.length === 0) return { kind: 'unsigned' };
  const signatures: SignatureCheck[] = [];
  for (const signature of found) signatures.push(await checkSignature(signature));
  const unchanged =
    signatures.every(({ intact, valid }) => intact && valid) && signatures.at(-1)!.coversWholeFile;
  const sha256 = createHash('sha256').update(file).digest('hex');
  return { kind: 'signed', signatures, unchanged, sha256 };
}

async function checkSignature({ cms, signed, coversWholeFile, time }: PdfSignature) {
  const check: SignatureCheck = {
    intact: false,
    valid: false,
    coversWholeFile,
    certificate: undefined,
    signingTime: time,
    timestamp: undefined,
  };
  try {
    const content = pkijs.ContentInfo.fromBER(toArrayBuffer(cms));
    const data = new pkijs.SignedData({ schema: content.content });
    const certificate = signerCertificate(data);
    if (!certificate) return check;
    const der = new Uint8Array(certificate.toSchema().toBER());
    check.certificate = describeCertificate(der);
    check.intact = digestMatches(data, signed);
    check.timestamp = await readTimestamp(data);
    const covered = toArrayBuffer(signed);
    check.valid =
      namesCertificate(data, der) &&
      (await data.verify({ signer: 0, data: covered, checkChain: false }, cryptoEngine));
  } catch {
    // Whatever cannot be read proves nothing: the fields that are still false say so.
  }
  return check;
}

/** The certificate that the only signer names; PAdES allows no second signer in one signature. */
function signerCertificate(data: pkijs.SignedData): pkijs.Certificate | undefined {
  const [signer, ...others] = data.signerInfos;
  if (!signer || others.length) return undefined;
  const { sid } = signer;
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return undefined;
  return data.certificates?.find(
    (one): one is pkijs.Certificate =>
      one instanceof pkijs.Certificate &&
      one.issuer.isEqual(sid.issuer) &&
      one.serialNumber.isEqual(sid.serialNumber),
  );
}

const oid = {
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
};
const digestNames: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

function signedAttribute(data: pkijs.SignedData, type: string): unknown {
  const attributes = data.signerInfos[0]?.signedAttrs?.attributes;
  return attributes?.find((one) => one.type === type)?.values[0];
}

/** Whether the digest in the signed attributes is that of the covered bytes (RFC 5652, 11.2). */
function digestMatches(data: pkijs.SignedData, signed: Buffer): boolean {
  const name = digestNames[data.signerInfos[0]?.digestAlgorithm.algorithmId ?? ''];
  const value = signedAttribute(data, oid.messageDigest);
  if (!name || !(value instanceof asn1js.OctetString)) return false;
  return createHash(name).update(signed).digest().equals(Buffer.from(value.getValue()));
}

/**
 * Whether the certificate is the one that was signed along (RFC 5035): the signature alone would
 * also fit another certificate for the same key. Signatures before PAdES do not name theirs.
 */
function namesCertificate(data: pkijs.SignedData, der: Uint8Array): boolean {
  const value = signedAttribute(data, oid.signingCertificateV2);
  if (value === undefined) return true;
  const [first] = childrenOf(childrenOf(value)[0]);
  const [algorithm, hash] = childrenOf(first);
  const named = algorithm instanceof asn1js.OctetString ? algorithm : hash;
  const algorithmId = childrenOf(algorithm)[0];
  const name =
    algorithmId instanceof asn1js.ObjectIdentifier
      ? digestNames[algorithmId.valueBlock.toString()]
      : 'sha256';
  if (!name || !(named instanceof asn1js.OctetString)) return false;
  return createHash(name).update(der).digest().equals(Buffer.from(named.getValue()));
}

const childrenOf = (value: unknown): unknown[] =>
  value instanceof asn1js.Sequence ? value.valueBlock.value : [];

const toArrayBuffer = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
