export {
  clearSessionCookie,
  cookieSecurity,
  identify,
  openSession,
  termsVersion,
} from './sessions.ts';
