import { Refusal } from '#lib/domain/refusal.ts';
import { may } from '#lib/domain/roles.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { findReference } from '#lib/server/letters/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findTicket } from '#lib/server/voices/index.ts';
import { searchersFor, type FoundGroup, type FoundKind, type FoundLine } from './search-groups.ts';

export interface OfficeSearch {
  /** What was typed is the number of this one thing, and of nothing else. */
  exact: { kind: FoundKind; line: Pick<FoundLine, 'key' | 'letter'> } | undefined;
  /** Groups in which something was found. */
  groups: FoundGroup[];
  /** What this officer can find at all. */
  searched: FoundKind[];
}

/** Fewer letters would find half of the village. */
const fewestLetters = 2;
const longest = 80;

/**
 * Everything that an officer may see and that holds what they typed. Each room decides what that is: a
 * voice about the officer is not found, and nobody finds who stands behind a secret one. Looking for
 * residents reads no record; recipients found by their card are recorded by their room.
 * @throws Refusal 'not-signed-in'; 'invalid' for too few letters
 */
export async function searchOffice(
  tx: VillageTx,
  village: VillageContext,
  visitor: Visitor,
  typed: string,
): Promise<OfficeSearch> {
  if (visitor.kind !== 'staff' || visitor.mustChangePassword)
    throw new Refusal('not-signed-in', 'Masuk dulu sebagai petugas desa.');
  const search = typed.trim().replace(/\s+/g, ' ').slice(0, longest);
  if ((search.match(/[\p{L}\p{N}]/gu) ?? []).length < fewestLetters)
    throw new Refusal('invalid', `Ketik sedikitnya ${fewestLetters} huruf atau angka.`);
  const searchers = searchersFor(visitor);
  const groups: FoundGroup[] = [];
  for (const { look } of searchers) groups.push(...(await look(tx, { village, visitor, search })));
  const named = [...(await byCode(tx, visitor, search)), ...byNumber(groups, search)];
  return {
    exact: named.length === 1 ? named[0] : undefined,
    groups: groups.filter(({ lines }) => lines.length > 0),
    searched: searchers.flatMap(({ kinds }) => kinds),
  };
}

type Named = NonNullable<OfficeSearch['exact']>;

/** Requests and voices by the code that people carry about. */
async function byCode(tx: VillageTx, visitor: StaffVisitor, search: string): Promise<Named[]> {
  const request = may(visitor.roles, 'requests.read')
    ? await findReference(tx, visitor, search)
    : undefined;
  const voice = may(visitor.roles, 'voices.read')
    ? await findTicket(tx, visitor, search)
    : undefined;
  return [
    ...(request ? [{ kind: 'requests' as const, line: { key: request } }] : []),
    ...(voice ? [{ kind: 'voices' as const, line: { key: voice } }] : []),
  ];
}

const bare = (number: string) => number.toLowerCase().replace(/\s/g, '');

/** What was found and has exactly the number that was typed: of a letter, a card, a person. */
const byNumber = (groups: readonly FoundGroup[], search: string): Named[] =>
  groups.flatMap(({ kind, lines }) =>
    lines
      .filter(({ number }) => number !== undefined && bare(number) === bare(search))
      .map((line) => ({ kind, line })),
  );
