import type { FormDocument } from '#lib/domain/forms/fill-forms.ts';
import type { LetterLook } from '#lib/domain/letter-look.ts';
import type { LetterBlock } from '#lib/domain/letter-text.ts';

/**
 * What a letter is once every word of it is known: data for the typesetter.
 * Nothing in here is markup; all text is printed exactly as it stands.
 */
export interface LetterDocument {
  paper: LetterPaper;
  /** Typeface, margins and where things stand. */
  look: LetterLook;
  letterhead: Letterhead;
  /** As printed above the number, for instance "SURAT KETERANGAN USAHA". */
  title: string;
  /** The full number, for instance "500.2.2.4/012/BTP/XI/2026". */
  number: string;
  /** To whom it is written, a line each. */
  addressee: string[];
  body: LetterBlock[];
  /** Who signs as a group, in ink, before everybody else. */
  signingLists: LetterSigningList[];
  /** The official form that stands in place of addressee and body. */
  form: FormDocument | null;
  /** Official forms on pages of their own behind the letter. */
  forms: FormDocument[];
  /** Who signs beside the head of the village, in ink. */
  cosigners: LetterCosigner[];
  signature: LetterSignature;
  /** Offices above the village that take note, in ink, last. */
  endorsers: LetterEndorser[];
  /** Null in a draft: a letter without a number cannot be checked yet. */
  verification: LetterVerification | null;
  /** `notes`: sentences above the codes, in small print. */
  footer: { left: string; right: string; notes: string[] };
  /** The office that made the document, written into its metadata. */
  author: string;
  /** The moment written into the metadata as the document's creation. */
  createdAt: Date;
}

/** A4 is 210 × 297 mm, F4 (folio) 215 × 330 mm. */
export type LetterPaper = 'A4' | 'F4';

export interface Letterhead {
  /** Lines above the village's name, for instance "PEMERINTAH KABUPATEN …", "KECAMATAN …". */
  above: string[];
  /** The largest line, for instance "DESA BATU PUTIH". */
  name: string;
  /** Address, postcode, contacts: one or two lines in small print. */
  address: string[];
  /** At the left, and at the right. */
  logo?: LetterImage;
  rightLogo?: LetterImage;
}

export interface LetterImage {
  bytes: Uint8Array;
  format: 'png' | 'jpg' | 'svg' | 'webp';
  /** Read out by screen readers. */
  alt: string;
}

export interface LetterCosigner {
  /** For instance "Saksi I". */
  title: string;
  /** Under the signature; a dotted line where it is not known. */
  name: string;
  /** Whether room is left for a stamp of Rp10.000. */
  stampDuty: boolean;
  /** In a row of its own. */
  alone: boolean;
}

export interface LetterSigningList {
  /** For instance "Para ahli waris". */
  title: string;
  names: string[];
  /** Whether room is left for a stamp of Rp10.000, beside the first. */
  stampDuty: boolean;
}

export interface LetterEndorser {
  /** For instance "Mengetahui". */
  title: string;
  /** For instance "Camat Taliwang"; who that is, its number and day are written in by hand. */
  position: string;
}

export interface LetterSignature {
  /** Whether the head only takes note: "Mengetahui," goes above. */
  acknowledged: boolean;
  /** Place and date, for instance "Batu Putih, 23 November 2026". */
  placeAndDate: string;
  /** The capacity, a line each: ["KEPALA DESA BATU PUTIH"] or ["a.n. KEPALA DESA BATU PUTIH", "SEKRETARIS DESA"]. */
  position: string[];
  name: string;
  /** For instance "NIP 19800101 200501 1 001"; absent where the signer has none. */
  employeeNumber?: string;
  /** Lines of the electronic mark; null leaves blank space for pen and stamp. */
  mark: string[] | null;
}

export interface LetterVerification {
  /** The address in the QR code, for instance "https://batu-putih.desa.id/verifikasi/7K4P-2M9R-…". */
  url: string;
  /** A line under it, in small print. */
  note: string;
}
