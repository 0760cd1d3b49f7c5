import { formatDateLong } from '#lib/domain/dates-id.ts';
import { listCertificates } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import type { PageServerLoad } from './$types';

/** "1A2B 3C4D …": a fingerprint as one compares it by eye. */
const grouped = (fingerprint: string) => fingerprint.toUpperCase().match(/.{4}/g)?.join(' ') ?? '';

export const load: PageServerLoad = async ({ locals: { village, visitor }, url }) => {
  const { inUse, before } = await withVillage(village.id, (tx) => listCertificates(tx, visitor));
  const day = (at: Date) => formatDateLong(at, village.timeZone);
  return {
    done: url.searchParams.get('selesai'),
    state: inUse.state,
    inUse:
      inUse.state === 'missing'
        ? null
        : {
            subject: inUse.subject,
            ownMade: inUse.ownMade,
            from: day(inUse.validFrom),
            until: day(inUse.validUntil),
            fingerprint: grouped(inUse.fingerprint),
          },
    before: before.map((c) => ({
      subject: c.subject,
      ownMade: c.ownMade,
      fingerprint: c.fingerprint,
      shortFingerprint: grouped(c.fingerprint).slice(0, 19),
      used: `${day(c.addedAt)} sampai ${day(c.retiredAt)}`,
    })),
  };
};
