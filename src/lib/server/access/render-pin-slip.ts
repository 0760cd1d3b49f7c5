import { printableData, printableText, qrCode, typesetPdf } from '#lib/server/platform/index.ts';

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

/** What fits on a line of the slip's small print. */
const longestAddress = 38;

/** The slips as a PDF of A6 pages, one each. */
export function renderPinSlip(slip: PinSlip | PinSlip[], createdAt: Date): { pdf: Uint8Array } {
  const slips = Array.isArray(slip) ? slip : [slip];
  return { pdf: typesetPdf('pin-slip.typ', slips.map(layoutData), createdAt) };
}

function layoutData({ village, name, maskedNik, pin, validUntil, signInUrl }: PinSlip) {
  const address = signInUrl.replace(/^https?:\/\//, '');
  const steps = [
    `Buka ${printableText(address, longestAddress)} di HP Anda, atau pindai kode QR.`,
    'Tulis NIK Anda dan PIN ini, lalu tekan Masuk.',
    'Buat PIN baru, 6 angka yang hanya Anda tahu.',
    'Sobek kertas ini. Petugas desa tidak pernah meminta PIN Anda.',
  ];
  return {
    ...printableData({ village, name, nik: maskedNik, validUntil }),
    steps,
    pin: pin.replace(/^(\d{3})(?=\d{3}$)/, '$1 '),
    qr: qrCode(signInUrl),
    alt: `Kode QR menuju ${address}`,
  };
}
