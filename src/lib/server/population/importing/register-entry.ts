/**
 * A resident as one row of a spreadsheet says, under the names of the register's own columns.
 * A key that is not there was blank or had no column: it says nothing and never erases anything.
 */
export interface RegisterEntry {
  /** Null for someone who has no NIK yet and is to be given a temporary one. */
  nik: string | null;
  nik_temporary: boolean;
  /** Absent for someone who is on no family card. */
  kk_number?: string;
  name: string;
  sex: 1 | 2;
  /** Dates are `YYYY-MM-DD`. */
  birth_date: string;
  birth_place?: string;
  /** The place in the village; absent when no hamlet was written. */
  hamlet?: string;
  rw?: string;
  rt?: string;
  address?: string;
  current_address?: string;
  religion?: number;
  education?: number;
  studying?: number;
  occupation?: number;
  marital_status?: number;
  relation?: number;
  citizenship?: number;
  blood_type?: number;
  father_nik?: string;
  father_name?: string;
  mother_nik?: string;
  mother_name?: string;
  birth_certificate?: string;
  passport?: string;
  passport_until?: string;
  stay_permit?: string;
  marriage_certificate?: string;
  married_on?: string;
  divorce_certificate?: string;
  divorced_on?: string;
  disability?: number;
  contraception?: number;
  pregnant?: boolean;
  id_card?: number;
  id_card_recording?: number;
  basic_status?: number;
  ethnicity?: string;
  id_card_tag?: string;
  insurance?: number;
  insurance_number?: string;
  latitude?: number;
  longitude?: number;
}

/** Why a row cannot go in: what stands in which column, and what should. */
export interface RowProblem {
  /** The row as the spreadsheet program numbers it. */
  row: number;
  /** The column as it is headed in the file. */
  column: string;
  found: string;
  /** An Indonesian phrase: what should have stood there. */
  expected: string;
}

/** What became of one row. A row with problems is refused whole. */
export interface RowReading {
  row: number;
  /** Undefined when the row is refused. */
  entry?: RegisterEntry;
  problems: RowProblem[];
  /** Sentences about what looks odd but went in. */
  warnings: string[];
}
