import { requireOfficer } from '#lib/domain/authority.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { requireFreshProof } from '#lib/server/access/index.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { judgeAddress } from '../signing/service-address.ts';
import { findService, saveServiceRow } from './service-store.ts';
import { serviceContext } from './signing-way.ts';

/** A village's choice, as the settings show it; never the password. */
export interface ServiceSettings {
  method: 'certificate' | 'bsre';
  bsreUrl: string;
  bsreUsername: string;
  hasPassword: boolean;
  /** BSrE's address is inside the office's network and not encrypted. */
  bsreOpen: boolean;
  tsaUrl: string;
  tsaMissing: 'sign' | 'refuse';
}

/** @throws Refusal unless the visitor may change how letters are signed */
export async function getServiceSettings(
  tx: VillageTx,
  visitor: Visitor,
): Promise<ServiceSettings> {
  requireOfficer(visitor, 'certificate.manage');
  const service = await findService(tx);
  const verdict = service?.bsre_url ? judgeAddress(service.bsre_url) : undefined;
  return {
    method: service?.method === 'bsre' ? 'bsre' : 'certificate',
    bsreUrl: service?.bsre_url ?? '',
    bsreUsername: service?.bsre_username ?? '',
    hasPassword: Boolean(service?.bsre_password),
    bsreOpen: verdict?.kind === 'good' && verdict.open,
    tsaUrl: service?.tsa_url ?? '',
    tsaMissing: service?.tsa_missing === 'sign' ? 'sign' : 'refuse',
  };
}

type Typed = Readonly<Record<string, string>>;

/**
 * Chooses how electronic letters are signed. The password is kept sealed; left empty it stays.
 * @param typed cara, alamat, pengguna, stempel, tanpa-stempel
 * @param password of the village with BSrE's service, as typed
 * @throws Refusal 'invalid' by field, 'forbidden', 'proof-needed'
 */
export async function saveService(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: Typed,
  password: string,
): Promise<void> {
  requireOfficer(visitor, 'certificate.manage');
  requireFreshProof(visitor);
  const known = await findService(tx);
  const fields: Record<string, string> = {};
  const method = typed.cara === 'bsre' ? 'bsre' : 'certificate';
  const bsreUrl = readAddress(typed.alamat ?? '', 'alamat', fields);
  const tsaUrl = readAddress(typed.stempel ?? '', 'stempel', fields);
  const username = (typed.pengguna ?? '').trim();
  if (username.length > 100) fields.pengguna = 'Nama pengguna paling panjang 100 huruf.';
  if (password.length > 200) fields['sandi-layanan'] = 'Kata sandi paling panjang 200 huruf.';
  if (method === 'bsre') {
    if (!bsreUrl) fields.alamat ??= 'Isi alamat layanan dari Diskominfo kabupaten.';
    if (!username) fields.pengguna ??= 'Isi nama pengguna desa di layanan itu.';
    if (!password && !known?.bsre_password)
      fields['sandi-layanan'] ??= 'Isi kata sandi desa di layanan itu.';
  }
  const [problem] = Object.values(fields);
  if (problem) throw new Refusal('invalid', problem, fields);
  // A password goes to the address that it was given for, and to no other.
  const moved = known && known.bsre_url !== bsreUrl && !password && known.bsre_password;
  if (moved && method === 'bsre')
    throw new Refusal('invalid', 'Alamatnya berubah. Ketik lagi kata sandi layanannya.', {
      'sandi-layanan': 'Alamatnya berubah. Ketik lagi kata sandi layanannya.',
    });
  const sealed = password
    ? platform().secrets.seal(Buffer.from(password), serviceContext(village.id))
    : moved
      ? null
      : (known?.bsre_password ?? null);
  await saveServiceRow(tx, {
    village_id: village.id,
    method,
    bsre_url: bsreUrl,
    bsre_username: username,
    bsre_password: sealed,
    tsa_url: tsaUrl,
    tsa_missing: typed['tanpa-stempel'] === 'sign' ? 'sign' : 'refuse',
    updated_at: now(),
  });
  await recordEvent(tx, village.id, visitor, {
    action: 'signing.change-service',
    details: { method, address: bsreUrl, timestamps: tsaUrl },
  });
}

function readAddress(typed: string, field: string, fields: Record<string, string>): string {
  if (!typed.trim()) return '';
  const verdict = judgeAddress(typed);
  if (verdict.kind === 'good' && verdict.url.length <= 300) return verdict.url;
  fields[field] =
    verdict.kind === 'exposed'
      ? 'Alamat harus diawali https://. Tanpa itu kata sandi bisa terbaca di jalan.'
      : 'Tulis alamat seperti https://esign.kabupaten.go.id.';
  return '';
}
