import { formatDateTime } from '#lib/domain/dates-id.ts';
import { maskNik } from '#lib/domain/nik.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import { renderPinSlip, type IssuedPin } from '#lib/server/access/index.ts';
import { now } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { fileResponse } from './file-response.ts';

/** The slip of a PIN just made, as an answer: the only time that it is seen. */
export function slipResponse(village: VillageContext, issued: IssuedPin, origin: string): Response {
  const { pdf } = renderPinSlip(
    {
      village: villageTitle(village),
      name: issued.name,
      maskedNik: maskNik(issued.nik),
      pin: issued.pin,
      validUntil: formatDateTime(issued.validUntil, village.timeZone),
      signInUrl: `${origin}/layanan-mandiri/masuk`,
    },
    now(),
  );
  return fileResponse(Buffer.from(pdf), 'application/pdf');
}
