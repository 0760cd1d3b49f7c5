import { maskKk } from '#lib/domain/kk.ts';
import { readResidentFields } from '#lib/domain/resident-values.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { listAreaOptions } from '../areas/area-choices.ts';
import { readCard } from './add-resident.ts';
import { areaWords } from './describe-record.ts';
import { findDoubles, type LikelyDouble } from './find-doubles.ts';
import { requireEditor } from './record-policy.ts';

/** What can be said of somebody who is being typed in, before anything is sent. */
export interface NewcomerCheck {
  doubles: LikelyDouble[];
  /** The family card that was typed; undefined while it is none. */
  card?: { kk: string; head: string; address: string } | { problem: string };
}

/** Who may already be on the register, and whose the family card is. Lists no more than a search does. */
export async function checkNewcomer(
  tx: VillageTx,
  visitor: Visitor,
  typed: Readonly<Record<string, string>>,
): Promise<NewcomerCheck> {
  requireEditor(visitor);
  const { values } = readResidentFields(
    { name: typed.name ?? '', birth_date: typed.birth_date ?? '' },
    {},
  );
  const doubles = await findDoubles(tx, {
    name: String(values.name ?? ''),
    birthDate: values.birth_date ? String(values.birth_date) : null,
    nik: (typed.nik ?? '').replace(/\D/g, ''),
  });
  const kk = (typed.kk ?? '').replace(/[\s.-]/g, '');
  if (kk.length < 16) return { doubles };
  const card = await readCard(tx, kk);
  if (!card.ok) return { doubles, card: { problem: card.problem } };
  const { family } = card;
  if (!family) return { doubles };
  return {
    doubles,
    card: {
      kk: maskKk(kk),
      head: family.head_name ?? '',
      address: [family.address, areaWords(family)].filter(Boolean).join(', '),
    },
  };
}

/** What the empty form for somebody new offers. */
export async function openEntryForm(
  tx: VillageTx,
  visitor: Visitor,
): Promise<{ areas: Awaited<ReturnType<typeof listAreaOptions>> }> {
  requireEditor(visitor);
  return { areas: await listAreaOptions(tx, visitor) };
}
