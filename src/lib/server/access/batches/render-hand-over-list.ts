import { formatDateShort } from '#lib/domain/dates-id.ts';
import { printableData, typesetParts } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { villageTitle } from '#lib/domain/village-names.ts';
import type { HandOverGroup } from './batch-view.ts';

/** The list in which those who receive their slips sign, as PDF: a table each neighbourhood, on A4. Typeset in a thread. */
export function renderHandOverList(
  village: VillageContext,
  list: { name: string; groups: readonly HandOverGroup[] },
  createdAt: Date,
): Promise<Uint8Array> {
  const data = {
    village: villageTitle(village),
    name: list.name,
    printed: formatDateShort(createdAt, village.timeZone),
    groups: list.groups.map(({ heading, people }) => ({
      heading,
      people: people.map((person) => ({
        name: person.name,
        nik: person.maskedNik,
        day: person.handedAt ? formatDateShort(person.handedAt, village.timeZone) : '',
        receiver: person.receivedBy ?? '',
      })),
    })),
  };
  return typesetParts({
    layout: 'hand-over-list.typ',
    parts: [printableData(data)],
    title: 'Tanda terima slip PIN',
    createdAt,
  });
}
