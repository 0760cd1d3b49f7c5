import { CryptoEngine } from 'pkijs';

/**
 * The engine for our own calls of pkijs. Passed to each of them, because the PDF library sets a
 * global engine of its own that does not know every way of naming an algorithm.
 */
export const cryptoEngine = new CryptoEngine({ name: 'balai', crypto, subtle: crypto.subtle });
