import { Refusal } from '#lib/domain/refusal.ts';
import { zoneOfProvince, formatDateLong } from '#lib/domain/dates-id.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import { may } from '#lib/domain/roles.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import {
  findActiveCertificate,
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
    validUntil: row.valid_until,
    ownMade: row.own_made,
    fingerprint: row.fingerprint,
  };
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
 * @throws Refusal 'forbidden'
 */
export async function renewCertificate(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
): Promise<void> {
  requireManager(officer);
  await retireCertificates(tx, now());
  await makeCertificate(tx, village);
  await recordEvent(tx, village.id, officer, { action: 'certificate.renew' });
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

/**
 * Takes the village's own PKCS#12 into use.
 * @throws Refusal 'invalid' saying what is wrong with the file or its passphrase
 */
export async function importCertificate(
  tx: VillageTx,
  village: VillageContext,
  officer: StaffVisitor,
  p12: Uint8Array,
  passphrase: string,
): Promise<void> {
  requireManager(officer);
  const { certificate } = await openKeyStore(p12, passphrase).catch((error: unknown) => {
    if (error instanceof KeyStoreError)
      throw new Refusal('invalid', importProblems[error.problem], {
        berkas: importProblems[error.problem],
      });
    throw error;
  });
  if (certificate.validUntil <= now()) {
    const ended = formatDateLong(certificate.validUntil, zoneOfProvince(village.regionCode));
    throw new Refusal(
      'invalid',
      `Sertifikat ini sudah berakhir pada ${ended}. Minta yang baru dari penerbitnya.`,
      { berkas: 'Sertifikat sudah berakhir.' },
    );
  }
  await retireCertificates(tx, now());
  await keep(tx, village.id, p12, passphrase, certificate, false);
  await recordEvent(tx, village.id, officer, {
    action: 'certificate.import',
    details: { fingerprint: certificate.fingerprint, subject: certificate.commonName },
  });
}

function requireManager(officer: StaffVisitor) {
  if (!may(officer.roles, 'certificate.manage'))
    throw new Refusal('forbidden', 'Hanya admin atau kepala desa yang boleh mengganti sertifikat.');
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
