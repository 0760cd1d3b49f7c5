import type { StatusTone } from '#lib/domain/request-status.ts';
import type { CarriedComplaint } from '#lib/server/opensid/index.ts';

/** How a stage of OpenSID's complaints is coloured. */
export const stageTones: Readonly<Record<CarriedComplaint['stage'], StatusTone>> = {
  Menunggu: 'wait',
  Diproses: 'go',
  Selesai: 'ok',
};
