import { renderSVG } from 'uqr';

/** A QR code as SVG markup, dark on white in any colour scheme. */
export function qrPicture(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 3 });
}
