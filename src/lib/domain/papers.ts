/** A paper that is the same whatever letter it is brought for. */
interface PaperRule {
  name: string;
  /** Whether it tells of one person, or of everybody on a family card. */
  whose: 'person' | 'family';
  /** Days after it was brought during which it is offered again. */
  goodFor: number;
}

/**
 * Papers that are offered again instead of asked for again, by requirement key (or its `paper`).
 * Anything else is good for its own request only: a signed statement is made for one purpose.
 * A paper is offered for as long as it may be taken to still say what is so; an officer may always
 * ask for a newer one.
 */
export const papers = {
  // Follows address and marital status; a year is also how long villages keep uploads by default.
  idCard: { name: 'KTP', whose: 'person', goodFor: 365 },
  // A new one is printed with every birth, death, wedding or move in the family.
  familyCard: { name: 'Kartu Keluarga (KK)', whose: 'family', goodFor: 180 },
  // Never changes.
  birthCertificate: { name: 'Akta kelahiran', whose: 'person', goodFor: 3650 },
  diploma: { name: 'Ijazah', whose: 'person', goodFor: 3650 },
  // Ends with a divorce or a death, of which the register may not know yet.
  marriageBook: { name: 'Buku nikah atau akta perkawinan', whose: 'person', goodFor: 365 },
  divorceCertificate: { name: 'Akta cerai', whose: 'person', goodFor: 365 },
  // Leases run by the year.
  residenceProof: { name: 'Bukti tempat tinggal', whose: 'person', goodFor: 365 },
  // Show how something looks now: the season of one application.
  businessPhoto: { name: 'Foto usaha', whose: 'person', goodFor: 180 },
  housePhoto: { name: 'Foto rumah', whose: 'person', goodFor: 90 },
} as const satisfies Record<string, PaperRule>;

export type Paper = keyof typeof papers;
export const paperNames = Object.keys(papers) as [Paper, ...Paper[]];

const isPaper = (name: string): name is Paper => Object.hasOwn(papers, name);

/** The paper that a requirement asks for; undefined for one that is good for its own request only. */
export function paperOf(requirement: { key: string; paper?: Paper }): Paper | undefined {
  return requirement.paper ?? (isPaper(requirement.key) ? requirement.key : undefined);
}

const day = 24 * 60 * 60_000;

/** The instant after which a paper is too old to be offered, if it was brought at `takenAt`. */
export const offeredUntil = (paper: string, takenAt: Date): Date =>
  new Date(takenAt.getTime() + (isPaper(paper) ? papers[paper].goodFor : 0) * day);

/** A paper as it was brought: about whom, of which family then, by whom. */
export interface HeldPaper {
  paper: string;
  takenAt: Date;
  subjectId: string | null;
  familyId: string | null;
  applicantId: string | null;
}

/** For whom a paper is wanted, and what whoever asks may see of what others brought. */
export interface PaperWish {
  subjectId: string;
  familyId: string | null;
  /** Null: an officer at the counter. */
  applicantId: string | null;
  /** May open this person's record: one's own, a minor's as head or spouse of the family. */
  opensRecord: boolean;
  /** May take the family's card: head and spouse (decision 16). */
  opensCard: boolean;
}

/**
 * Whether a paper may be offered again: it is about the same person, or is the card of the family to
 * which that person belongs now; it is not too old; and whoever asks brought it, or may see it anyway.
 */
export function mayOffer(held: HeldPaper, wish: PaperWish, at: Date): boolean {
  if (!isPaper(held.paper) || at > offeredUntil(held.paper, held.takenAt)) return false;
  const broughtIt = held.applicantId !== null && held.applicantId === wish.applicantId;
  return papers[held.paper].whose === 'family'
    ? held.familyId !== null && held.familyId === wish.familyId && (broughtIt || wish.opensCard)
    : held.subjectId === wish.subjectId && (broughtIt || wish.opensRecord);
}
