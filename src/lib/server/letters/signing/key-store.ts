import { randomBytes, verify, X509Certificate } from 'node:crypto';
import { P12Signer, type Signer as CmsSigner } from '@libpdf/core';
import { describeCertificate, type CertificateInfo } from './certificate-info.ts';

export type KeyStoreProblem =
  /** The passphrase does not open the file. */
  | 'wrong-passphrase'
  /** The bytes are not a PKCS#12 file (.p12, .pfx), or one too damaged to read. */
  | 'not-a-key-store'
  /** It holds no private key, or no certificate that belongs to the key. */
  | 'incomplete'
  /** The key is of a kind that signs no PDF here: RSA below 2048 bits, or neither RSA nor ECDSA. */
  | 'unsuitable-key';

/** Why a key store (PKCS#12) cannot be used; `problem` is for choosing the words on screen. */
export class KeyStoreError extends Error {
  override name = 'KeyStoreError';
  readonly problem: KeyStoreProblem;

  constructor(problem: KeyStoreProblem, options?: ErrorOptions) {
    super(`The key store cannot be used: ${problem}`, options);
    this.problem = problem;
  }
}

export interface KeyStore {
  certificate: CertificateInfo;
  /** Signs with the private key, which stays inside. */
  cms: CmsSigner;
}

/** Larger files are no key store: a key with a long chain takes 10 KB. */
const sizeLimit = 256 * 1024;

/**
 * Opens a PKCS#12 key store, ours or an imported one.
 *
 * @throws KeyStoreError telling what is wrong with the file or the passphrase.
 */
export async function openKeyStore(p12: Uint8Array, passphrase: string): Promise<KeyStore> {
  if (p12.length > sizeLimit || p12[0] !== 0x30) throw new KeyStoreError('not-a-key-store');
  const opened = await P12Signer.create(p12, passphrase).catch((error: unknown) => {
    throw new KeyStoreError(problemOf(error), { cause: error });
  });
  const all = [opened.certificate, ...opened.certificateChain];
  const own = await ownCertificate(opened, all);
  if (!own) throw new KeyStoreError('incomplete');
  requireStrongKey(own);
  return {
    certificate: describeCertificate(own),
    cms: {
      certificate: own,
      certificateChain: all.filter((certificate) => certificate !== own),
      keyType: opened.keyType,
      signatureAlgorithm: opened.signatureAlgorithm,
      sign: (data, algorithm) => opened.sign(data, algorithm),
    },
  };
}

function problemOf(error: unknown): KeyStoreProblem {
  const message = error instanceof Error ? error.message : '';
  // A wrong passphrase and a damaged file fail the same integrity check.
  if (/password|integrity/i.test(message)) return 'wrong-passphrase';
  if (/No private key|No certificates/.test(message)) return 'incomplete';
  if (/Unsupported key/.test(message)) return 'unsuitable-key';
  return 'not-a-key-store';
}

/** Key stores hold their chain in any order; the signer's certificate is the one the key fits. */
async function ownCertificate(
  signer: CmsSigner,
  certificates: Uint8Array[],
): Promise<Uint8Array | undefined> {
  const probe = randomBytes(32);
  const signature = await signer.sign(probe, 'SHA-256');
  return certificates.find((der) => {
    const { publicKey } = new X509Certificate(der);
    return verify('sha256', probe, publicKey, signature);
  });
}

function requireStrongKey(der: Uint8Array) {
  const { publicKey } = new X509Certificate(der);
  const bits = publicKey.asymmetricKeyDetails?.modulusLength;
  if (publicKey.asymmetricKeyType === 'rsa' && (bits ?? 0) >= 2048) return;
  if (publicKey.asymmetricKeyType === 'ec') return;
  throw new KeyStoreError('unsuitable-key');
}
