import { type Cell, cellText, isBlankCell } from './cell.ts';

/** What stands for a neighbourhood (RT or RW) in a hamlet that is not divided into any. */
export const UNDIVIDED = '-';

/** An RT or RW as the family card prints it: `1`, `RT 01` and `001` are all `001`. */
export function readNeighbourhood(cell: Cell): string {
  const text = cellText(cell)
    .toUpperCase()
    .replace(/^['’]/, '')
    .replace(/^R[TW][\s.:]*/, '');
  const number = /^(\d+)(?:[.,]0+)?$/.exec(text)?.[1];
  if (isBlankCell(text) || (number !== undefined && Number(number) === 0)) return UNDIVIDED;
  return number === undefined ? text.slice(0, 20) : String(Number(number)).padStart(3, '0');
}

/** A hamlet's name, upper case and without the word for hamlet, so that it is written one way. */
export function readHamlet(cell: Cell): string {
  const name = cellText(cell).toUpperCase();
  const bare = name.replace(/^(DUSUN|DSN)[\s.:]+/, '');
  return isBlankCell(bare) ? '' : bare.slice(0, 100);
}

/** An area in words: `ATAS, RT 002/RW 001`; what the hamlet is not divided into is left out. */
export function areaName({ hamlet, rw, rt }: { hamlet: string; rw: string; rt: string }): string {
  const parts = [rt !== UNDIVIDED && rt && `RT ${rt}`, rw !== UNDIVIDED && rw && `RW ${rw}`];
  return [hamlet, parts.filter(Boolean).join('/')].filter(Boolean).join(', ');
}

/** What the part of a village is called differs from place to place. */
const knownKind = /^(dusun|lingkungan|banjar|jorong|padukuhan|kampung|korong|dukuh)\s/i;

/** "Dusun MEKAR SARI", or as it is written where that says already what kind of part it is. */
export const hamletTitle = (hamlet: string): string =>
  knownKind.test(hamlet) ? hamlet : `Dusun ${hamlet}`;
