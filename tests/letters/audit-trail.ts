import type { LetterOffice } from './letter-office.ts';

/** The actions recorded in the village, in order. */
export const auditTrail = (office: LetterOffice): Promise<string[]> =>
  office.run(async (tx) => {
    const rows = await tx.selectFrom('audit_event').select('action').orderBy('seq').execute();
    return rows.map(({ action }) => action);
  });
