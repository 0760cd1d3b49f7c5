export { requireFreshProof } from './fresh-proof.ts';
export {
  clearSessionCookie,
  cookieSecurity,
  identify,
  openSession,
  termsVersion,
} from './sessions.ts';
