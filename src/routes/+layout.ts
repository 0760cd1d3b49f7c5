/** Pages are complete without a framework in the browser; see docs/decisions. */
export const csr = false;
export const ssr = true;
