import { X509Certificate } from 'node:crypto';

/** What the office and the verification page tell about a certificate. */
export interface CertificateInfo {
  commonName: string;
  organization: string;
  /** Distinguished names, one attribute a line as OpenSSL writes them: "C=ID\nO=…\nCN=…". */
  subject: string;
  issuer: string;
  /** True where the village made it itself: nobody else vouches for it. */
  selfSigned: boolean;
  serialNumber: string;
  validFrom: Date;
  validUntil: Date;
  /** SHA-256 of the DER bytes, 64 lower-case hexadecimal digits. */
  fingerprint: string;
}

/** @throws Error when `der` is not an X.509 certificate. */
export function describeCertificate(der: Uint8Array): CertificateInfo {
  const certificate = new X509Certificate(der);
  const { subject, issuer } = certificate;
  return {
    commonName: attribute(subject, 'CN'),
    organization: attribute(subject, 'O'),
    subject,
    issuer,
    selfSigned: subject === issuer && certificate.verify(certificate.publicKey),
    serialNumber: certificate.serialNumber,
    validFrom: certificate.validFromDate,
    validUntil: certificate.validToDate,
    fingerprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

function attribute(distinguishedName: string, key: string): string {
  const line = distinguishedName.split('\n').find((entry) => entry.startsWith(`${key}=`));
  return line?.slice(key.length + 1) ?? '';
}
