import { isPublic, type LetterType } from '#lib/domain/letter-type.ts';
import { LetterTypeError, parseLetterType } from '#lib/domain/parse-letter-type.ts';
import { log, type VillageTx } from '#lib/server/platform/index.ts';
import { shippedTypes } from '../type-files.ts';
import { findTypeRows, findTypesState, type TypeRow } from './type-store.ts';

/** Resolutions by the state they were made from, and definitions by the version's id. */
const resolutions = new Map<string, ReadonlyMap<string, LetterType>>();
const definitions = new Map<string, LetterType | undefined>();

/** Keeps the newest; of a map the first entry is the oldest. */
function keep<V>(kept: Map<string, V>, key: string, value: V, most: number): V {
  const [oldest] = kept.keys();
  if (kept.size >= most && oldest !== undefined) kept.delete(oldest);
  kept.set(key, value);
  return value;
}

/**
 * What the village offers, by slug, the most asked first: the shipped types, overlaid by its own
 * versions, without those it retired, in its order. Nothing is read twice: one short query tells
 * whether anything changed.
 */
export async function letterTypes(tx: VillageTx): Promise<ReadonlyMap<string, LetterType>> {
  const state = await findTypesState(tx);
  const known = resolutions.get(state);
  if (known) return known;
  const types = resolve(await findTypeRows(tx));
  // Kept only if nobody changed something between the two questions.
  return (await findTypesState(tx)) === state ? keep(resolutions, state, types, 200) : types;
}

/** The letter type of a slug, if the village offers it. */
export async function findLetterType(tx: VillageTx, slug: string): Promise<LetterType | undefined> {
  return (await letterTypes(tx)).get(slug);
}

/** What the village offers its residents, the most asked first. */
export async function publicTypes(tx: VillageTx): Promise<LetterType[]> {
  return [...(await letterTypes(tx)).values()].filter(isPublic);
}

/** The letter type of a slug, if residents may see it. */
export async function findPublicType(tx: VillageTx, slug: string): Promise<LetterType | undefined> {
  const type = await findLetterType(tx, slug);
  return type && isPublic(type) ? type : undefined;
}

function resolve(touched: readonly TypeRow[]): ReadonlyMap<string, LetterType> {
  const types = new Map(shippedTypes());
  for (const row of touched) {
    const type = inForce(row);
    if (type && !row.retired_at) types.set(row.slug, type);
    else types.delete(row.slug);
  }
  return new Map(inOrder([...types.values()], touched).map((type) => [type.slug, type]));
}

/** Types in the village's order. What has no place in it yet stands after what has. */
export function inOrder<T extends Pick<LetterType, 'slug' | 'name' | 'order'>>(
  types: readonly T[],
  touched: readonly Pick<TypeRow, 'slug' | 'position'>[],
): T[] {
  const places = new Map(touched.map(({ slug, position }) => [slug, position]));
  const place = ({ slug, order }: T) => places.get(slug) ?? 10_000 + order;
  return [...types].sort(
    (one, other) => place(one) - place(other) || one.name.localeCompare(other.name, 'id'),
  );
}

/**
 * The definition in force of a type that the village touched. A shipped text is the installed
 * release's; one that a later release cannot read any more gives way to the shipped one.
 */
export function inForce(row: Pick<TypeRow, 'slug' | 'id' | 'source' | 'shipped'>) {
  const shipped = shippedTypes().get(row.slug);
  if (row.id === null || row.source === null || (row.shipped && shipped)) return shipped;
  return definition(row.id, row.slug, row.source) ?? shipped;
}

function definition(id: string, slug: string, source: string): LetterType | undefined {
  if (definitions.has(id)) return definitions.get(id);
  let type: LetterType | undefined;
  try {
    type = parseLetterType(source, slug);
  } catch (error) {
    if (!(error instanceof LetterTypeError)) throw error;
    log.warn({ slug, version: id, err: error }, 'A village letter type can no longer be read');
  }
  return keep(definitions, id, type, 2000);
}
