import { renderSVG } from 'uqr';

/** A QR code as SVG; level M still reads with an eighth of it smudged or folded. */
export function qrCode(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 0 });
}
