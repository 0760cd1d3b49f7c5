import { type Cell, cellText, isBlankCell } from '#lib/domain/cell.ts';
import type { RegisterRow } from '../../columns.ts';
import type { RawRow } from '../sheet-source.ts';
import { plain } from './kinds.ts';

/** What a book says of a family once, above its members. */
export type FamilyFacts = Pick<RegisterRow, 'no_kk' | 'alamat' | 'dusun' | 'rw' | 'rt'>;

/** Labels by what they tell. */
const LABELS: readonly (readonly [RegExp, keyof FamilyFacts | 'rt/rw' | 'rw/rt'])[] = [
  [/^(NO|NOMOR)(KK|KARTUKELUARGA)$/, 'no_kk'],
  [/^ALAMAT(KK|KELUARGA|LENGKAP)?$/, 'alamat'],
  [/^(DUSUN|DSN|LINGKUNGAN|DUSUN\/LINGKUNGAN|NAMADUSUN|DUSUN\/DUKUH\/KAMPUNG)$/, 'dusun'],
  [/^RT\/RW$/, 'rt/rw'],
  [/^RW\/RT$/, 'rw/rt'],
  [/^(NO)?RT$/, 'rt'],
  [/^(NO)?RW$/, 'rw'],
];

/** A label with its value behind a colon in the same cell: `No. KK : 5207…`. */
const LABELLED = /^([^:]{2,40}?)\s*:\s*(.*)$/;

/**
 * What a row says of the family whose members follow; undefined when it says nothing of one. Labels
 * and values may share a cell or stand in cells of their own, with a colon between or not. Of an
 * address in one text, `JL. PANTAI, DUSUN LALAR, RW:001, RT:002`, each part goes to its place.
 */
export function familyFacts({ cells }: RawRow): FamilyFacts | undefined {
  const facts: FamilyFacts = {};
  const texts = cells.filter((cell) => !isBlankCell(cell));
  for (const [index, cell] of texts.entries()) {
    const text = cellText(cell);
    const [, label = text, inside] = LABELLED.exec(text) ?? [];
    const bare = /^NO\.?\s*KK\s+(\d{16})$/i.exec(text)?.[1];
    if (bare) facts.no_kk = bare;
    const means = LABELS.find(([pattern]) => pattern.test(plain(label)))?.[1];
    if (means) note(facts, means, inside ? inside : valueAfter(texts, index));
  }
  const address = texts
    .map(cellText)
    .find((text) => /\bR[TW]\s*[:.]/i.test(text) && /,/.test(text));
  if (address) Object.assign(facts, addressParts(address));
  return Object.keys(facts).length > 0 ? facts : undefined;
}

/** True for a row that begins with a label about a family. */
export function isFamilyLine({ cells }: RawRow): boolean {
  const first = cellText(cells.find((cell) => !isBlankCell(cell)));
  const label = plain(first.split(':')[0]).replace(/\d{16}$/, '');
  return LABELS.some(([pattern]) => pattern.test(label));
}

/** The next cell that is more than a colon. */
function valueAfter(cells: readonly Cell[], index: number): Cell {
  const next = cells.slice(index + 1).find((cell) => !/^:?$/.test(cellText(cell)));
  const text = cellText(next);
  // A label behind a label: the value of the first is blank.
  return text !== '' && LABELS.some(([pattern]) => pattern.test(plain(text.split(':')[0])))
    ? undefined
    : typeof next === 'string'
      ? next.replace(/^\s*:\s*/, '')
      : next;
}

function note(facts: FamilyFacts, means: keyof FamilyFacts | 'rt/rw' | 'rw/rt', value: Cell): void {
  if (isBlankCell(value)) return;
  if (means === 'rt/rw' || means === 'rw/rt') {
    const [first = '', second = ''] = cellText(value).split(/\s*\/\s*/);
    const inOrder = means === 'rt/rw';
    facts.rt = inOrder ? first : second;
    facts.rw = inOrder ? second : first;
  } else facts[means] = value;
}

/** `JL. PANTAI, DUSUN LALAR, RW:001, RT:002` taken apart. */
export function addressParts(text: string): FamilyFacts {
  const facts: FamilyFacts = {};
  const rest: string[] = [];
  for (const part of text.replace(/^ALAMAT\s*:?\s*/i, '').split(',')) {
    const piece = part.trim();
    const neighbourhood = /^(RT|RW)\s*[:.]?\s*(.*)$/i.exec(piece);
    const hamlet = /^(?:DUSUN|DSN|LINGKUNGAN)\b\s*[:.]?\s*(.*)$/i.exec(piece);
    if (neighbourhood) {
      facts[neighbourhood[1]!.toLowerCase() as 'rt' | 'rw'] = neighbourhood[2]!;
    } else if (hamlet) facts.dusun = hamlet[1]!;
    else if (piece !== '') rest.push(piece);
  }
  if (rest.length > 0) facts.alamat = rest.join(', ');
  return facts;
}

/** A number of 16 digits that stands alone at the row's beginning: how BIP KTP-el names a family. */
export function loneFamilyNumber({ cells }: RawRow): FamilyFacts | undefined {
  const [first, second] = cells;
  return /^'?\d{16}$/.test(cellText(first)) && isBlankCell(second) ? { no_kk: first } : undefined;
}
