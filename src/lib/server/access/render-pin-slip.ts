import {
  printableData,
  printableText,
  qrCode,
  typesetParts,
  typesetPdf,
} from '#lib/server/platform/index.ts';

/** What stands on the slip that the office hands over with a first PIN. */
export interface PinSlip {
  /** For instance "Desa Batu Putih". */
  village: string;
  name: string;
  /** Masked: "5207••••••••0003". The slip must not bring NIK and PIN together. */
  maskedNik: string;
  /** Six digits. */
  pin: string;
  /** Until when it opens the first sign-in, as read in the village: "24 November 2026, 09.30 WITA". */
  validUntil: string;
  /** The address of the sign-in page, for instance "https://batu-putih.desa.id/layanan-mandiri". */
  signInUrl: string;
}

/** Slips that belong together: one neighbourhood's. */
export interface SlipGroup {
  /** Such as "Dusun MEKAR SARI, RW 001, RT 002". */
  heading: string;
  slips: Pick<PinSlip, 'name' | 'maskedNik' | 'pin' | 'validUntil'>[];
}

/** The sheets of many slips. */
export type SlipSheets = Pick<PinSlip, 'village' | 'signInUrl'> & { groups: SlipGroup[] };

/** What fits on a line of the slip's small print. */
const longestAddress = 38;

/** The slips as a PDF of A6 pages, one each. */
export function renderPinSlip(slip: PinSlip | PinSlip[], createdAt: Date): { pdf: Uint8Array } {
  const data = [slip].flat().map((one) => ({ ...commonData(one), ...ownData(one) }));
  return { pdf: typesetPdf('pin-slip.typ', data, createdAt) };
}

/** Slips that are typeset at once; a neighbourhood is never torn apart. */
const slipsAPart = 300;

/**
 * The slips of many as a PDF of A4 sheets to be cut, six a sheet, each group on sheets of its own.
 * Typeset in a thread: 500 take more than a second, in which nobody else would be served.
 */
export function renderPinSheets(
  { village, signInUrl, groups }: SlipSheets,
  createdAt: Date,
): Promise<Uint8Array> {
  const common = commonData({ village, signInUrl });
  const parts: { village: string; common: typeof common; groups: object[]; slips: number }[] = [];
  for (const { heading, slips } of groups) {
    let part = parts.at(-1);
    if (!part || part.slips + slips.length > slipsAPart)
      parts.push((part = { village: common.village, common, groups: [], slips: 0 }));
    part.groups.push({ heading: printableText(heading), slips: slips.map(ownData) });
    part.slips += slips.length;
  }
  return typesetParts({ layout: 'pin-sheets.typ', parts, title: 'PIN Layanan Mandiri', createdAt });
}

function commonData({ village, signInUrl }: Pick<PinSlip, 'village' | 'signInUrl'>) {
  const address = signInUrl.replace(/^https?:\/\//, '');
  return {
    village: printableText(village),
    steps: [
      `Buka ${printableText(address, longestAddress)} di HP Anda, atau pindai kode QR.`,
      'Tulis NIK Anda dan PIN ini, lalu tekan Masuk.',
      'Buat PIN baru, 6 angka yang hanya Anda tahu.',
      'Sobek kertas ini. Petugas desa tidak pernah meminta PIN Anda.',
    ],
    qr: qrCode(signInUrl),
    alt: `Kode QR menuju ${address}`,
  };
}

const ownData = ({
  name,
  maskedNik,
  pin,
  validUntil,
}: Pick<PinSlip, 'name' | 'maskedNik' | 'pin' | 'validUntil'>) => ({
  ...printableData({ name, nik: maskedNik, validUntil }),
  pin: pin.replace(/^(\d{3})(?=\d{3}$)/, '$1 '),
});
