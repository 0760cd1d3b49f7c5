import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { LetterTypeError, parseLetterType } from '#lib/domain/parse-letter-type.ts';
import { projectRoot } from '#lib/server/platform/index.ts';

let loaded:
  { types: ReadonlyMap<string, LetterType>; sources: ReadonlyMap<string, string> } | undefined;

const folder = () => join(projectRoot(), 'letter-types');
const shipped = () =>
  (loaded ??= { types: readLetterTypes(folder()), sources: new Map(readSources(folder())) });

/**
 * The letter types that the system ships with, by slug, the most asked first. Read once; called at
 * start so that a mistake in a file is found before the first resident finds it. What a village
 * offers is letterTypes in types/village-types.ts.
 *
 * @throws LetterTypeError naming the file and the place in it.
 */
export const shippedTypes = (): ReadonlyMap<string, LetterType> => shipped().types;

/** The text of a shipped type's file, if there is one. */
export const shippedSource = (slug: string): string | undefined => shipped().sources.get(slug);

/** Reads every `*.md` of a folder as a letter type. */
export function readLetterTypes(folder: string): ReadonlyMap<string, LetterType> {
  const types = readSources(folder)
    .map(([slug, source]) => parseLetterType(source, slug))
    .sort((one, other) => one.order - other.order || one.name.localeCompare(other.name, 'id'));
  const bySlug = new Map(types.map((type) => [type.slug, type]));
  for (const { code, slug } of types) {
    const same = types.find((other) => other.code === code && other.slug !== slug);
    if (same) throw new LetterTypeError(`${slug}.md: code ${code} is also that of ${same.slug}.md`);
  }
  return bySlug;
}

const readSources = (folder: string): [slug: string, source: string][] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => [basename(name, '.md'), readFileSync(join(folder, name), 'utf8')]);
