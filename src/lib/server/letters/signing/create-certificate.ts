import { createHash, randomBytes } from 'node:crypto';
import * as asn1js from 'asn1js';
import * as pkijs from 'pkijs';
import { describeCertificate, type CertificateInfo } from './certificate-info.ts';
import { cryptoEngine } from './crypto-engine.ts';

export interface VillageCertificateInput {
  /** For instance "Desa Batu Putih". */
  villageName: string;
  /** For instance "Kecamatan Taliwang". */
  districtName: string;
  /** For instance "Kabupaten Sumbawa Barat". */
  regencyName: string;
  validFrom: Date;
}

export interface VillageKeyStore {
  /** PKCS#12, to be kept encrypted. */
  p12: Uint8Array;
  /** Random; opens `p12`. */
  passphrase: string;
  certificate: CertificateInfo;
}

const yearsValid = 5;
const keyAlgorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  // NIST SP 800-57 wants more than 2048 bits for use past 2030; the certificate lasts until then.
  modulusLength: 3072,
  publicExponent: new Uint8Array([1, 0, 1]),
} as const;

const oid = {
  countryName: '2.5.4.6',
  stateOrProvinceName: '2.5.4.8',
  localityName: '2.5.4.7',
  organizationName: '2.5.4.10',
  commonName: '2.5.4.3',
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  basicConstraints: '2.5.29.19',
  extendedKeyUsage: '2.5.29.37',
  /** id-kp-documentSigning, RFC 9336. */
  documentSigning: '1.3.6.1.5.5.7.3.36',
  /** Readers that do not know the newer purpose ask for this one. */
  emailProtection: '1.3.6.1.5.5.7.3.4',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
};

/**
 * Makes the village's own key and a certificate for it that the village itself signs, in a
 * PKCS#12 key store. Signatures made with it are "tanda tangan elektronik tidak
 * tersertifikasi" (PP 71/2019 article 60): they show change, no authority vouches for them.
 */
export async function createVillageCertificate(
  input: VillageCertificateInput,
): Promise<VillageKeyStore> {
  const keys = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const certificate = await selfSigned(input, keys);
  const passphrase = randomBytes(24).toString('base64url');
  const p12 = await keyStore(keys.privateKey, certificate, passphrase);
  const der = new Uint8Array(certificate.toSchema(true).toBER());
  return { p12, passphrase, certificate: describeCertificate(der) };
}

async function selfSigned(input: VillageCertificateInput, keys: CryptoKeyPair) {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  certificate.serialNumber = new asn1js.Integer({ valueHex: positive(randomBytes(16)) });
  certificate.subject = distinguishedName(input);
  certificate.issuer = certificate.subject;
  const until = new Date(input.validFrom);
  until.setUTCFullYear(until.getUTCFullYear() + yearsValid);
  certificate.notBefore = new pkijs.Time({ value: input.validFrom });
  certificate.notAfter = new pkijs.Time({ value: until });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey, cryptoEngine);
  certificate.extensions = extensions(certificate);
  await certificate.sign(keys.privateKey, keyAlgorithm.hash, cryptoEngine);
  return certificate;
}

/** Built by hand because the library would put all attributes into one relative name. */
function distinguishedName(input: VillageCertificateInput): pkijs.RelativeDistinguishedNames {
  const country = new asn1js.PrintableString({ value: 'ID' });
  // X.520 bounds: 128 characters for places, 64 for organisation and common name.
  const utf8 = (value: string, bound: number) =>
    new asn1js.Utf8String({ value: [...value].slice(0, bound).join('') });
  const attributes = [
    { type: oid.countryName, value: country },
    { type: oid.stateOrProvinceName, value: utf8(input.regencyName, 128) },
    { type: oid.localityName, value: utf8(input.districtName, 128) },
    { type: oid.organizationName, value: utf8(`Pemerintah ${input.villageName}`, 64) },
    { type: oid.commonName, value: utf8(input.villageName, 64) },
  ];
  const name = new asn1js.Sequence({
    value: attributes.map(
      ({ type, value }) =>
        new asn1js.Set({
          value: [
            new asn1js.Sequence({
              value: [new asn1js.ObjectIdentifier({ value: type }), value],
            }),
          ],
        }),
    ),
  });
  return pkijs.RelativeDistinguishedNames.fromBER(name.toBER());
}

function extensions(certificate: pkijs.Certificate): pkijs.Extension[] {
  const publicKey = certificate.subjectPublicKeyInfo.subjectPublicKey.valueBlock.valueHexView;
  const keyIdentifier = createHash('sha1').update(publicKey).digest();
  // Bits 0 and 1: digitalSignature and nonRepudiation; the other six are unused.
  const usage = new asn1js.BitString({ valueHex: new Uint8Array([0xc0]).buffer, unusedBits: 6 });
  const constraints = new pkijs.BasicConstraints({ cA: false });
  const purposes = new pkijs.ExtKeyUsage({
    keyPurposes: [oid.documentSigning, oid.emailProtection],
  });
  const extension = (extnID: string, critical: boolean, value: { toBER(): ArrayBuffer }) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  return [
    extension(oid.basicConstraints, true, constraints.toSchema()),
    extension(oid.keyUsage, true, usage),
    extension(oid.extendedKeyUsage, false, purposes.toSchema()),
    extension(
      oid.subjectKeyIdentifier,
      false,
      new asn1js.OctetString({ valueHex: toBuffer(keyIdentifier) }),
    ),
  ];
}

async function keyStore(
  privateKey: CryptoKey,
  certificate: pkijs.Certificate,
  passphrase: string,
): Promise<Uint8Array> {
  const password = toBuffer(new TextEncoder().encode(passphrase));
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey);
  const keyBag = new pkijs.PKCS8ShroudedKeyBag({
    parsedValue: pkijs.PrivateKeyInfo.fromBER(pkcs8),
  });
  const encryption = {
    password,
    // The type asks for an IV; the library draws its own.
    contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: randomBytes(16) },
    hmacHashAlgorithm: 'SHA-256',
    // The passphrase is 192 random bits: stretching it further would gain nothing.
    iterationCount: 10_000,
  };
  await keyBag.makeInternalValues(encryption, cryptoEngine);
  const safe = (bagId: string, bagValue: pkijs.PKCS8ShroudedKeyBag | pkijs.CertBag) => ({
    privacyMode: 0,
    value: new pkijs.SafeContents({ safeBags: [new pkijs.SafeBag({ bagId, bagValue })] }),
  });
  const certificateBag = new pkijs.CertBag({ parsedValue: certificate });
  const pfx = new pkijs.PFX({
    parsedValue: {
      integrityMode: 0,
      authenticatedSafe: new pkijs.AuthenticatedSafe({
        parsedValue: {
          safeContents: [
            safe(oid.shroudedKeyBag, keyBag),
            safe(oid.certificateBag, certificateBag),
          ],
        },
      }),
    },
  });
  await pfx.parsedValue!.authenticatedSafe!.makeInternalValues({ safeContents: [{}, {}] });
  const integrity = {
    password,
    iterations: encryption.iterationCount,
    pbkdf2HashAlgorithm: 'SHA-256',
    hmacHashAlgorithm: 'SHA-256',
  };
  await pfx.makeInternalValues(integrity, cryptoEngine);
  return new Uint8Array(pfx.toSchema().toBER());
}

/** DER integers are signed: a clear first bit keeps the serial number positive, a set one non-zero. */
function positive(bytes: Buffer): ArrayBuffer {
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return toBuffer(bytes);
}

function toBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}
