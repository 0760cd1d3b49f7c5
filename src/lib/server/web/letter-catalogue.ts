import { letterGroups, type LetterType } from '#lib/domain/letter-type.ts';
import { searchLetters } from '#lib/domain/search-letters.ts';

/** How many stand on top, above the folded groups. */
const onTop = 6;

/**
 * Letters as a page offers them for choice: without a search the most asked, and all by group; with
 * one what was found.
 */
export function letterCatalogue(types: readonly LetterType[], typed: string | null) {
  const search = (typed ?? '').trim().slice(0, 80);
  return {
    search,
    found: search ? searchLetters(types, search).map(shown) : [],
    top: search ? [] : types.slice(0, onTop).map(shown),
    groups: search
      ? []
      : Object.entries(letterGroups)
          .map(([group, name]) => ({
            name,
            letters: types.filter((type) => type.group === group).map(shown),
          }))
          .filter(({ letters }) => letters.length > 0),
  };
}

const shown = ({ slug, name, purpose, selfService }: LetterType) => ({
  slug,
  name,
  purpose,
  atOffice: selfService === 'red',
});
