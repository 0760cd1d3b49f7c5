import { requireOfficer } from '#lib/domain/authority.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import {
  findActiveCertificate,
  findRetiredCertificates,
  insertCertificate,
  retireCertificates,
} from './certificate-store.ts';
import { createVillageCertificate } from './signing/create-certificate.ts';
import type { CertificateInfo } from './signing/certificate-info.ts';
import { KeyStoreError, openKeyStore, type KeyStoreProblem } from './signing/key-store.ts';
import { createLocalSigner } from './signing/local-signer.ts';
import type { Signer } from './signing/signer.ts';

const soon = 30 * 24 * 60 * 60_000;

/** How the village's signing certificate stands. */
export type CertificateState =
  | { state: 'missing' }
  | {
      state: 'expired' | 'expiring' | 'good';
      subject: string;
      issuer: string;
      validFrom: Date;
      validUntil: Date;
      ownMade: boolean;
      fingerprint: string;
    };

const context = (villageId: number) => `certificate:${villageId}`;

/** What the office is told about the certificate: nobody should learn of its end from a letter. */
export async function certificateState(tx: VillageTx): Promise<CertificateState> {
  const row = await findActiveCertificate(tx);
  if (!row) return { state: 'missing' };
  const left = row.valid_until.getTime() - now().getTime();
  const state = left <= 0 ? 'expired' : left < soon ? 'expiring' : 'good';
  return {
    state,
    subject: row.subject,
    issuer: row.issuer,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    ownMade: row.own_made,
    fingerprint: row.fingerprint,
  };
}

/** A certificate that is no longer in use; letters signed with it stay valid. */
export interface RetiredCertificate {
  subject: string;
  fingerprint: string;
  ownMade: boolean;
  addedAt: Date;
  retiredAt: Date;
}

/**
 * The certificate in use and those before it, the latest first.
 * @throws Refusal unless the visitor may change the certificate
 */
export async function listCertificates(
  tx: VillageTx,
  visitor: Visitor,
): Promise<{ inUse: CertificateState; before: RetiredCertificate[] }> {
  requireOfficer(visitor, 'certificate.manage');
  return { inUse: await certificateState(tx), before: await findRetiredCertificates(tx) };
}

/** Makes the village its own certificate if it has none in use. Called at set-up. */
export async function ensureCertificate(tx: VillageTx, village: VillageContext): Promise<void> {
  if (await findActiveCertificate(tx)) return;
  await makeCertificate(tx, village);
}

async function makeCertificate(tx: VillageTx, village: VillageContext) {
  const made = await createVillageCertificate({
    villageName: `${village.kind} ${village.name}`,
    districtName: `Kecamatan ${village.district}`,
    regencyName: village.regency,
    validFrom: now(),
  });
  await keep(tx, village.id, made.p12, made.passphrase, made.certificate, true);
  await recordEvent(
    tx,
    village.id,
    { kind: 'system', name: 'Balai' },
    { action: 'certificate.create', details: { fingerprint: made.certificate.fingerprint } },
  );
}

/**
 * Replaces the village's certificate by a new one of its own making.
 * @throws Refusal 'forbidden', 'proof-needed'
 */
export async function renewCertificate(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
): Promise<void> {
  requireManager(visitor);
  await retireCertificates(tx, now());
  await makeCertificate(tx, village);
  await recordEvent(tx, village.id, visitor, { action: 'certificate.renew' });
}

const importProblems: Record<KeyStoreProblem, string> = {
  'wrong-passphrase':
    'Kata sandi sertifikat tidak cocok, atau berkasnya rusak. Periksa lalu coba lagi.',
  'not-a-key-store':
    'Berkas ini bukan sertifikat tanda tangan. Pilih berkas berakhiran .p12 atau .pfx.',
  incomplete:
    'Berkas ini tidak berisi kunci tanda tangan. Minta berkas .p12 yang lengkap dari penerbitnya.',
  'unsuitable-key':
    'Jenis kunci dalam berkas ini tidak bisa dipakai. Minta sertifikat RSA 2048 bit atau lebih.',
};

const refuseFile = (message: string, field = 'berkas') =>
  new Refusal('invalid', message, { [field]: message });

/** Whether a file can be taken into use: what it says of itself, or why not. */
async function readKeyStore(
  village: VillageContext,
  p12: Uint8Array,
  passphrase: string,
): Promise<CertificateInfo> {
  if (p12.length === 0) throw refuseFile('Pilih berkas sertifikat berakhiran .p12 atau .pfx.');
  const { certificate } = await openKeyStore(p12, passphrase).catch((error: unknown) => {
    if (!(error instanceof KeyStoreError)) throw error;
    const field = error.problem === 'wrong-passphrase' ? 'sandi' : 'berkas';
    throw refuseFile(importProblems[error.problem], field);
  });
  const day = (at: Date) => formatDateLong(at, village.timeZone);
  if (certificate.validUntil <= now())
    throw refuseFile(
      `Sertifikat ini sudah berakhir pada ${day(certificate.validUntil)}. Minta yang baru dari penerbitnya.`,
    );
  if (certificate.validFrom > now())
    throw refuseFile(
      `Sertifikat ini baru berlaku mulai ${day(certificate.validFrom)}. Pasang pada hari itu.`,
    );
  return certificate;
}

/**
 * Takes the village's own PKCS#12 into use. Where it cannot be used, nothing of it is kept.
 * @throws Refusal 'invalid' saying what is wrong with the file or its passphrase, 'forbidden',
 *   'proof-needed'
 */
export async function importCertificate(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  p12: Uint8Array,
  passphrase: string,
): Promise<void> {
  requireManager(visitor);
  const certificate = await readKeyStore(village, p12, passphrase);
  await retireCertificates(tx, now());
  await keep(tx, village.id, p12, passphrase, certificate, false);
  await recordEvent(tx, village.id, visitor, {
    action: 'certificate.import',
    details: { fingerprint: certificate.fingerprint, subject: certificate.commonName },
  });
}

function requireManager(visitor: Visitor): asserts visitor is StaffVisitor {
  requireOfficer(visitor, 'certificate.manage');
  requireFreshProof(visitor);
}

async function keep(
  tx: VillageTx,
  villageId: number,
  p12: Uint8Array,
  passphrase: string,
  info: CertificateInfo,
  ownMade: boolean,
) {
  const plain = JSON.stringify({ p12: Buffer.from(p12).toString('base64'), passphrase });
  await insertCertificate(tx, {
    village_id: villageId,
    sealed: platform().secrets.seal(Buffer.from(plain), context(villageId)),
    subject: info.commonName,
    issuer: info.issuer,
    fingerprint: info.fingerprint,
    valid_from: info.validFrom,
    valid_until: info.validUntil,
    own_made: ownMade,
    added_at: now(),
  });
}

/** Opened signers by certificate id: opening a key store costs tens of milliseconds. */
const opened = new Map<string, Signer>();

/**
 * The signer in use.
 * @throws Refusal 'unavailable' when there is none or it has expired
 */
export async function getSigner(
  tx: VillageTx,
  villageId: number,
): Promise<{ signer: Signer; certificateId: string }> {
  const row = await findActiveCertificate(tx);
  if (!row)
    throw new Refusal(
      'unavailable',
      'Sertifikat tanda tangan desa belum ada. Minta admin membuatnya di Pengaturan, lalu setujui lagi.',
    );
  if (row.valid_until <= now()) {
    throw new Refusal(
      'unavailable',
      'Sertifikat tanda tangan desa sudah berakhir. Minta admin memperbaruinya di Pengaturan, lalu setujui lagi.',
    );
  }
  let signer = opened.get(row.id);
  if (!signer) {
    const plain = platform().secrets.open(row.sealed, context(villageId)).toString();
    const { p12, passphrase } = JSON.parse(plain) as { p12: string; passphrase: string };
    signer = await createLocalSigner(Buffer.from(p12, 'base64'), passphrase);
    if (opened.size > 500) opened.clear();
    opened.set(row.id, signer);
  }
  return { signer, certificateId: row.id };
}
