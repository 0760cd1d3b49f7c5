import type { Seal } from '#lib/domain/signature-wording.ts';
import { platform, type VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findActiveCertificate } from '../certificate-store.ts';
import { findService } from './service-store.ts';

/** How a village's electronic letters are signed. */
export interface SigningWay {
  method: 'certificate' | 'bsre';
  /** A service outside is asked, so that it cannot be done within one transaction. */
  outside: boolean;
  /** What letters say of it. */
  seal: Seal;
  bsre: { url: string; username: string; password: string } | undefined;
  /** The time stamp authority for the village's own certificate; BSrE sees to its own. */
  timestamps: { url: string; missing: 'sign' | 'refuse' } | undefined;
}

/** Under what a village's password for BSrE's service is sealed. */
export const serviceContext = (villageId: number) => `signing-service:${villageId}`;

export async function findSigningWay(
  tx: VillageTx,
  { id }: Pick<VillageContext, 'id'>,
): Promise<SigningWay> {
  const service = await findService(tx);
  if (service?.method === 'bsre' && service.bsre_password)
    return {
      method: 'bsre',
      outside: true,
      seal: { kind: 'bsre' },
      bsre: {
        url: service.bsre_url,
        username: service.bsre_username,
        password: platform()
          .secrets.open(service.bsre_password, serviceContext(id))
          .toString('utf8'),
      },
      timestamps: undefined,
    };
  const timestamps = service?.tsa_url
    ? { url: service.tsa_url, missing: service.tsa_missing as 'sign' | 'refuse' }
    : undefined;
  return {
    method: 'certificate',
    outside: timestamps !== undefined,
    seal: await ownSeal(tx),
    bsre: undefined,
    timestamps,
  };
}

async function ownSeal(tx: VillageTx): Promise<Seal> {
  const certificate = await findActiveCertificate(tx);
  if (!certificate || certificate.own_made) return { kind: 'village' };
  return { kind: 'issued', issuer: issuerName(certificate.issuer) };
}

/** "Penerbit Contoh" of "C=ID\nO=…\nCN=Penerbit Contoh". */
function issuerName(distinguishedName: string): string {
  const lines = distinguishedName.split('\n');
  const of = (key: string) =>
    lines.find((line) => line.startsWith(`${key}=`))?.slice(key.length + 1);
  return (of('CN') ?? of('O') ?? 'penerbitnya').slice(0, 60);
}
