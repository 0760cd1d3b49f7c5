import { formatDateLong } from '#lib/domain/dates-id.ts';
import type { Term } from '#lib/domain/signing-authority.ts';

/** "1 Juli 2026 sampai 31 Desember 2026", "sejak 1 Juli 2026". */
export function termWords({ from, until }: Term): string {
  if (from && until)
    return from === until
      ? formatDateLong(from)
      : `${formatDateLong(from)} sampai ${formatDateLong(until)}`;
  if (from) return `sejak ${formatDateLong(from)}`;
  return until ? `sampai ${formatDateLong(until)}` : 'tanpa batas waktu';
}
