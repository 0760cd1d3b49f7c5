import type { TimestampAuthority } from '@libpdf/core';

/** What the signature says about itself inside the PDF. */
export interface SigningClaim {
  /** Why it was signed, for instance "Surat Keterangan Usaha nomor 500.2.2.4/012/BTP/XI/2026". */
  reason: string;
  /** Where, for instance "Desa Batu Putih, Kecamatan Taliwang". */
  location: string;
  /** The official who approved, for instance "H. ABDUL RAHMAN, Kepala Desa Batu Putih". */
  name: string;
  signingTime: Date;
}

/**
 * Puts an electronic signature on a PDF: with the village's own certificate (local-signer.ts), or
 * through BSrE's service (bsre-signer.ts).
 */
export interface Signer {
  /**
   * The signed bytes: the given bytes unchanged, with the signature appended so that it
   * covers the whole file.
   * @param timestamps where the time of signing is certified; a service outside sees to that itself
   */
  sign(pdf: Uint8Array, claim: SigningClaim, timestamps?: TimestampAuthority): Promise<Uint8Array>;
}
