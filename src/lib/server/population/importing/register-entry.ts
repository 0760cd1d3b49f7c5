/**
 * A resident as one row of a spreadsheet says, under the names of the register's own columns.
 * A key that is not there was blank or had no column: it says nothing and never erases anything.
 * One that is null, or '' where the register knows no null, is to be emptied.
 */
export interface RegisterEntry {
  /** Set by a sheet that only changes residents who are on the register: name and birth may lack. */
  only_update?: true;
  /** Null for someone who has no NIK yet and is to be given a temporary one. */
  nik: string | null;
  nik_temporary: boolean;
  /** Absent for someone who is on no family card. */
  kk_number?: string;
  name?: string;
  sex?: 1 | 2;
  /** Dates are `YYYY-MM-DD`; null for a birth date that is not known. */
  birth_date?: string | null;
  birth_place?: string;
  /** The place in the village; absent when no hamlet was written. */
  hamlet?: string;
  rw?: string;
  rt?: string;
  address?: string;
  current_address?: string;
  previous_address?: string;
  title_before?: string;
  title_after?: string;
  nickname?: string;
  residence?: number;
  citizenship?: number;
  basic_status?: number;
  religion?: number | null;
  education?: number | null;
  studying?: number | null;
  occupation?: number | null;
  marital_status?: number | null;
  relation?: number | null;
  blood_type?: number | null;
  father_nik?: string | null;
  father_name?: string;
  mother_nik?: string | null;
  mother_name?: string;
  birth_certificate?: string | null;
  passport?: string | null;
  passport_until?: string | null;
  stay_permit?: string | null;
  marriage_certificate?: string | null;
  married_on?: string | null;
  divorce_certificate?: string | null;
  divorced_on?: string | null;
  disability?: number | null;
  chronic_illness?: number | null;
  contraception?: number | null;
  pregnant?: boolean | null;
  id_card?: number | null;
  id_card_recording?: number | null;
  id_card_printed_at?: string | null;
  id_card_printed_on?: string | null;
  ethnicity?: string | null;
  id_card_tag?: string | null;
  insurance?: number | null;
  insurance_number?: string | null;
  employment_insurance?: string | null;
  home_country?: string | null;
  previous_kk?: string | null;
  birth_time?: string | null;
  birth_facility?: number | null;
  birth_kind?: number | null;
  birth_order?: number | null;
  birth_attendant?: number | null;
  birth_weight_g?: number | null;
  birth_length_cm?: number | null;
  phone?: string | null;
  email?: string | null;
  note?: string;
  latitude?: number | null;
  longitude?: number | null;

  /** True when the sheet has columns of the family's own place, which else is that of its head. */
  kk_said?: true;
  kk_address?: string;
  kk_hamlet?: string;
  kk_rw?: string;
  kk_rt?: string;
  kk_social_class?: number;
  kk_registered_on?: string;
  kk_printed_on?: string;
  kk_closed_on?: string;

  /** The household (rumah tangga) and what the row says of it. */
  rtm_number?: string;
  household_relation?: number | null;
  rtm_social_data?: boolean;
  rtm_social_number?: string;
  rtm_registered_on?: string;
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
