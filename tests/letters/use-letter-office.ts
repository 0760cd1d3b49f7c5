import { beforeAll, expect } from 'vitest';
import type { RefusalKind } from '../../src/lib/domain/refusal.ts';
import { makeVillage } from '../factories.ts';
import { openLetterOffice, type LetterOffice } from './letter-office.ts';

/** A refusal of a kind, for `toEqual`. */
export const refused = (kind: RefusalKind) => expect.objectContaining({ name: 'Refusal', kind });

/** Founds a village with a letter office before the tests of this file. */
export function useLetterOffice(): LetterOffice {
  const office = {} as LetterOffice;
  beforeAll(async () => {
    Object.assign(office, await openLetterOffice(await makeVillage('Batu Putih')));
  });
  return office;
}
