/** A member of a family with all that official forms ask; codes are those of reference-codes.ts. */
export interface FormMember {
  name: string;
  titleBefore: string;
  titleAfter: string;
  /** Empty where it is a temporary one. */
  nik: string;
  sex: number;
  birthPlace: string;
  birthDate: string | null;
  birthCertificate: string | null;
  bloodType: number | null;
  religion: number | null;
  maritalStatus: number | null;
  marriageCertificate: string | null;
  marriedOn: string | null;
  divorceCertificate: string | null;
  divorcedOn: string | null;
  relation: number | null;
  disability: number | null;
  education: number | null;
  occupation: number | null;
  citizenship: number;
  passport: string | null;
  passportUntil: string | null;
  stayPermit: string | null;
  fatherName: string;
  fatherNik: string | null;
  motherName: string;
  motherNik: string | null;
}

/** A family as the register holds it: its card, and its living members in the card's order. */
export interface FormFamily {
  kkNumber: string;
  headName: string;
  /** Of the head: E.164, or ''. */
  phone: string;
  email: string;
  address: string;
  hamlet: string;
  rt: string;
  rw: string;
  members: readonly FormMember[];
}
