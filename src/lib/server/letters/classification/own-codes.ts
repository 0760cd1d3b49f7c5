import { cellText } from '#lib/domain/cell.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { openSpreadsheet, UnreadableFile } from '#lib/server/population/index.ts';
import { requireOfficer } from '../policy.ts';
import { deleteOwnCode, upsertOwnCodes } from './classification-store.ts';

const codeShape = /^[0-9A-Za-z][0-9A-Za-z./-]{0,29}$/;
const longestName = 300;
const mostCodes = 5000;
const largestFile = 2 * 1024 * 1024;

/** @throws Refusal 'invalid' for what cannot be an archive code */
export function requireCode(typed: string, field = 'klasifikasi'): string {
  const code = typedLine(typed);
  if (codeShape.test(code)) return code;
  const message = 'Tulis kodenya, misalnya 400.10.2.2: angka, huruf, titik, paling panjang 30.';
  throw new Refusal('invalid', message, { [field]: message });
}

/**
 * Adds a code of the village's own, or names it anew.
 * @throws Refusal 'invalid' with a message at the field, 'forbidden'
 */
export async function addOwnCode(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  typed: { code: string; name: string },
): Promise<void> {
  requireOfficer(visitor, 'letters.number');
  const code = requireCode(typed.code);
  const name = typedLine(typed.name);
  if (name.length < 2 || name.length > longestName) {
    const message = `Tulis namanya, 2 sampai ${longestName} huruf.`;
    throw new Refusal('invalid', message, { nama: message });
  }
  await upsertOwnCodes(tx, villageId, [{ code, name }]);
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.add-classification',
    details: { code, name },
  });
}

export async function removeOwnCode(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  code: string,
): Promise<void> {
  requireOfficer(visitor, 'letters.number');
  if (!(await deleteOwnCode(tx, code))) return;
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.remove-classification',
    details: { code },
  });
}

/**
 * Takes codes over from a spreadsheet (.xlsx, .xls, CSV): of each row the first cell that is a code, and the
 * cell after it as its name. Headings and other rows are passed over.
 * @returns how many codes it held
 * @throws Refusal 'invalid' for a file that cannot be read or holds no code, 'forbidden'
 */
export async function importOwnCodes(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  bytes: Uint8Array,
): Promise<number> {
  requireOfficer(visitor, 'letters.number');
  const refuse = (message: string) => new Refusal('invalid', message, { berkas: message });
  if (bytes.length > largestFile) throw refuse('Berkas paling besar 2 MB.');
  const codes = await readCodes(bytes).catch((error: unknown) => {
    if (error instanceof UnreadableFile) throw refuse(error.message);
    throw error;
  });
  if (codes.size === 0)
    throw refuse('Tidak ada kode di berkas ini. Kolom kode harus diikuti kolom nama.');
  if (codes.size > mostCodes) throw refuse(`Paling banyak ${mostCodes} kode.`);
  await upsertOwnCodes(
    tx,
    villageId,
    [...codes].map(([code, name]) => ({ code, name })),
  );
  await recordEvent(tx, villageId, visitor, {
    action: 'letters.import-classifications',
    details: { count: codes.size },
  });
  return codes.size;
}

async function readCodes(bytes: Uint8Array): Promise<Map<string, string>> {
  const codes = new Map<string, string>();
  const source = await openSpreadsheet(bytes);
  for (const sheet of source.sheetNames)
    for await (const step of source.rows(sheet)) {
      for (const { cells } of step) {
        const texts = cells.map((cell) => typedLine(cellText(cell ?? '')));
        const at = texts.findIndex((text) => /\d/.test(text) && codeShape.test(text));
        // A column that numbers the rows stands before the code's.
        const next = texts[at + 1] ?? '';
        const place =
          at >= 0 && /^\d+$/.test(texts[at]!) && codeShape.test(next) && /\d/.test(next)
            ? at + 1
            : at;
        const name = texts[place + 1] ?? '';
        if (place >= 0 && name.length >= 2) codes.set(texts[place]!, name.slice(0, longestName));
      }
      if (codes.size > mostCodes) return codes;
    }
  return codes;
}
