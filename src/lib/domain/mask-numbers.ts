const hidden = '•••';
/** A NIK, KK, account or telephone number has at least so many digits. */
const long = 9;

/**
 * A text without what leads to a person: long numbers, however they are parted, and addresses for
 * e-mail. Sums of money ("Rp 1.250.000.000") and years stay.
 */
export function maskNumbers(text: string): string {
  const written = text.replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, hidden);
  return written.replace(/[+(]*\d(?:[ \u00a0().\-‐-―]{0,3}\d)*/g, (found, offset: number) => {
    const before = written.slice(Math.max(0, offset - 4), offset);
    const isMoney = /rp\.?\s?$/i.test(before) && /^\d{1,3}(\.\d{3})+$/.test(found);
    return found.replace(/\D/g, '').length < long || isMoney ? found : hidden;
  });
}
