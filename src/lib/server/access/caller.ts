import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { VillageContext } from '#lib/server/villages/index.ts';

/** Who stands at a door: a browser with its cookies and address, before it is known whose it is. */
export interface Caller {
  village: VillageContext;
  cookies: Cookies;
  /** Whether cookies must be marked Secure. */
  secure: boolean;
  /** Network address. */
  origin: string;
  userAgent: string;
}

/** The caller of a request. */
export function callerOf(event: RequestEvent): Caller {
  return {
    village: event.locals.village,
    cookies: event.cookies,
    secure: cookieSecurity(event.url),
    origin: event.locals.origin,
    userAgent: event.request.headers.get('user-agent') ?? '',
  };
}

/** Whether cookies of this request must be marked Secure: always, but on plain localhost and names under it. */
function cookieSecurity(url: URL): boolean {
  return (
    url.protocol === 'https:' || !/^(.+\.)?localhost$|^127\.0\.0\.1$|^\[::1\]$/.test(url.hostname)
  );
}
