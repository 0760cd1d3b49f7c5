/**
 * What a letter is once every word of it is known: data for the typesetter.
 * Nothing in here is markup; all text is printed exactly as it stands.
 */
export interface LetterDocument {
  paper: LetterPaper;
  letterhead: Letterhead;
  /** As printed above the number, for instance "SURAT KETERANGAN USAHA". */
  title: string;
  /** The full number, for instance "500.2.2.4/012/BTP/XI/2026". */
  number: string;
  body: LetterBlock[];
  signature: LetterSignature;
  verification: {
    /** The address in the QR code, for instance "https://batu-putih.desa.id/verifikasi/7K4P-2M9R-…". */
    url: string;
  };
  footer: { left: string; right: string };
  /** The office that made the document, written into its metadata. */
  author: string;
  /** The moment written into the metadata as the document's creation. */
  createdAt: Date;
}

/** A4 is 210 × 297 mm, F4 (folio) 215 × 330 mm. */
export type LetterPaper = 'a4' | 'f4';

export interface Letterhead {
  /** Lines above the village's name, for instance "PEMERINTAH KABUPATEN …", "KECAMATAN …". */
  above: string[];
  /** The largest line, for instance "DESA BATU PUTIH". */
  name: string;
  /** Address, postcode, contacts: one or two lines in small print. */
  address: string[];
  logo?: LetterImage;
}

export interface LetterImage {
  bytes: Uint8Array;
  format: 'png' | 'jpg' | 'svg' | 'webp';
  /** Read out by screen readers. */
  alt: string;
}

export interface TextRun {
  text: string;
  bold?: boolean;
  italic?: boolean;
}

export type LetterBlock =
  | { kind: 'paragraph'; runs: TextRun[] }
  | { kind: 'list'; ordered: boolean; items: TextRun[][] }
  | { kind: 'rows'; rows: { label: TextRun[]; value: TextRun[] }[] };

export interface LetterSignature {
  /** Place and date, for instance "Batu Putih, 23 November 2026". */
  placeAndDate: string;
  /** The capacity, a line each: ["Kepala Desa Batu Putih"] or ["a.n. Kepala Desa Batu Putih", "Sekretaris Desa"]. */
  position: string[];
  name: string;
  /** For instance "NIP 19800101 200501 1 001"; absent where the signer has none. */
  employeeNumber?: string;
  /** Lines of the electronic mark; null leaves blank space for pen and stamp. */
  mark: string[] | null;
}
