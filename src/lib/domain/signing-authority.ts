/**
 * Who may sign letters on a day, and in which capacity: the head in their own name, or somebody in
 * the head's place (regulation: tata naskah dinas; Permendagri 1/2023 on a.n., u.b., Plt., Plh.).
 */

/** The head's own name; acting; acting by the day; on the head's behalf; by order of the secretary. */
export const capacities = ['head', 'plt', 'plh', 'an', 'ub'] as const;
export type Capacity = (typeof capacities)[number];
/** Capacities that somebody is given by a decree. */
export type MandateCapacity = Exclude<Capacity, 'head'>;

export const capacityNames: Record<Capacity, string> = {
  head: 'Kepala desa, atas nama sendiri',
  plt: 'Plt. (pelaksana tugas)',
  plh: 'Plh. (pelaksana harian)',
  an: 'a.n. (atas nama kepala desa)',
  ub: 'u.b. (untuk beliau, di bawah sekretaris)',
};

/** As they stand before a post; the head has none. */
export const capacityShort: Record<Capacity, string> = {
  head: '',
  plt: 'Plt.',
  plh: 'Plh.',
  an: 'a.n.',
  ub: 'u.b.',
};

export const isCapacity = (value: unknown): value is Capacity =>
  capacities.some((one) => one === value);

/** Days from and until, `YYYY-MM-DD`; null is open. */
export interface Term {
  from: string | null;
  until: string | null;
}

/** A head who signs in their own name while in office. */
export interface Headship extends Term {
  officialId: string;
}

export interface Mandate extends Term {
  id: string;
  officialId: string;
  capacity: MandateCapacity;
  /** Holds only while those whose place it takes are absent. */
  whenAbsent: boolean;
}

export interface Absence extends Term {
  officialId: string;
  standInId: string;
}

/** What authority rests on; heads in order of rank. */
export interface SigningBooks {
  heads: readonly Headship[];
  mandates: readonly Mandate[];
  absences: readonly Absence[];
}

/** What somebody may sign as. */
export interface Authority {
  officialId: string;
  capacity: Capacity;
  /** Undefined for the head. */
  mandateId: string | undefined;
}

export const covers = (term: Term, day: string): boolean =>
  (term.from === null || term.from <= day) && (term.until === null || day <= term.until);

/** Whether two terms have a day in common. */
export const overlaps = (one: Term, other: Term): boolean =>
  (one.from === null || other.until === null || one.from <= other.until) &&
  (other.from === null || one.until === null || other.from <= one.until);

const absent = (books: SigningBooks, officialId: string, day: string) =>
  books.absences.some((one) => one.officialId === officialId && covers(one, day));

const holders = (books: SigningBooks, capacity: MandateCapacity, day: string) =>
  books.mandates.filter((one) => one.capacity === capacity && covers(one, day));

/** Heads in office: none while somebody acts for a vacant post. */
const headsOn = (books: SigningBooks, day: string) =>
  holders(books, 'plt', day).length ? [] : books.heads.filter((one) => covers(one, day));

/** Whether nobody who leads the village, in office or acting, is there. */
function headAway(books: SigningBooks, day: string): boolean {
  const leading = [
    ...headsOn(books, day),
    ...holders(books, 'plt', day),
    ...holders(books, 'plh', day),
  ];
  return leading.every(({ officialId }) => absent(books, officialId, day));
}

const secretaryAway = (books: SigningBooks, day: string) =>
  holders(books, 'an', day).every(({ officialId }) => absent(books, officialId, day));

/** Whether the official was named to stand in for whoever leads the village. */
function standsInForHead(books: SigningBooks, officialId: string, day: string): boolean {
  const leading = [...headsOn(books, day), ...holders(books, 'plt', day)].map(
    (one) => one.officialId,
  );
  return books.absences.some(
    (one) => one.standInId === officialId && covers(one, day) && leading.includes(one.officialId),
  );
}

function inForce(books: SigningBooks, mandate: Mandate, day: string): boolean {
  if (!covers(mandate, day)) return false;
  if (!mandate.whenAbsent) return true;
  if (mandate.capacity === 'plt' || mandate.capacity === 'plh') return true;
  if (standsInForHead(books, mandate.officialId, day)) return true;
  return headAway(books, day) && (mandate.capacity === 'an' || secretaryAway(books, day));
}

/** In which capacity an official may sign on a day: the highest that they hold. */
export function authorityOn(
  books: SigningBooks,
  officialId: string,
  day: string,
): Authority | undefined {
  return authoritiesOn(books, day).find((one) => one.officialId === officialId);
}

/** Everybody who may sign on a day, the highest capacity first. */
export function authoritiesOn(books: SigningBooks, day: string): Authority[] {
  const mandated = capacities.flatMap((capacity) =>
    books.mandates
      .filter((one) => one.capacity === capacity && inForce(books, one, day))
      .map(({ id, officialId }) => ({ officialId, capacity, mandateId: id })),
  );
  const heads = headsOn(books, day).map(({ officialId }) => ({
    officialId,
    capacity: 'head' as const,
    mandateId: undefined,
  }));
  return [...heads, ...mandated];
}

/** Who takes the pen on a day: the highest who is there, else the highest. */
export function signerOn(books: SigningBooks, day: string): Authority | undefined {
  const all = authoritiesOn(books, day);
  return all.find(({ officialId }) => !absent(books, officialId, day)) ?? all[0];
}

/** Those for whom an official stands in on a day. */
export const absentFor = (books: SigningBooks, standInId: string, day: string): string[] =>
  books.absences
    .filter((one) => one.standInId === standInId && covers(one, day))
    .map(({ officialId }) => officialId);

/**
 * What keeps a new mandate from being given: only one person leads, or signs on the head's behalf, on
 * any day (several may sign by order).
 * @returns the mandate in the way
 */
export function clashingMandate<M extends Omit<Mandate, 'id'>>(
  given: readonly M[],
  wanted: Omit<Mandate, 'id'>,
): M | undefined {
  const leads = (capacity: MandateCapacity) => capacity === 'plt' || capacity === 'plh';
  return given.find((one) => {
    if (!overlaps(one, wanted)) return false;
    if (one.officialId === wanted.officialId) return one.capacity === wanted.capacity;
    if (leads(wanted.capacity)) return leads(one.capacity);
    return wanted.capacity === 'an' && one.capacity === 'an';
  });
}
