import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { LetterType } from '#lib/domain/letter-type.ts';
import { LetterTypeError, parseLetterType } from '#lib/domain/parse-letter-type.ts';
import { projectRoot } from '#lib/server/platform/index.ts';

let loaded: ReadonlyMap<string, LetterType> | undefined;

/**
 * The letter types that the system ships with, by slug, the most asked first. Read once; called at
 * start so that a mistake in a file is found before the first resident finds it.
 *
 * @throws LetterTypeError naming the file and the place in it.
 */
export function letterTypes(): ReadonlyMap<string, LetterType> {
  loaded ??= readLetterTypes(join(projectRoot(), 'letter-types'));
  return loaded;
}

/** The letter type of a slug, if there is one. */
export const findLetterType = (slug: string): LetterType | undefined => letterTypes().get(slug);

/** Reads every `*.md` of a folder as a letter type. */
export function readLetterTypes(folder: string): ReadonlyMap<string, LetterType> {
  const types = readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => parseLetterType(readFileSync(join(folder, name), 'utf8'), basename(name, '.md')))
    .sort((one, other) => one.order - other.order || one.name.localeCompare(other.name, 'id'));
  const bySlug = new Map(types.map((type) => [type.slug, type]));
  for (const { code, slug } of types) {
    const same = types.find((other) => other.code === code && other.slug !== slug);
    if (same) throw new LetterTypeError(`${slug}.md: code ${code} is also that of ${same.slug}.md`);
  }
  return bySlug;
}
