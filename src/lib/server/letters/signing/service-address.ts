import { isIP } from 'node:net';

/** How the address of a service may be used. */
export type AddressVerdict =
  | {
      kind: 'good';
      url: string;
      /** Not encrypted, but inside the office's network. */ open: boolean;
    }
  | { kind: 'bad' }
  /** http over the internet: passwords could be read on the way. */
  | { kind: 'exposed' };

const privateHosts = /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/;

/** Whether a host can only be a machine in the office's own network. */
function isInside(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  if (isIP(host) === 4) return privateHosts.test(host);
  if (isIP(host) === 6) return host === '::1' || /^f[cd]/.test(host) || host.startsWith('fe80:');
  return host.endsWith('.local') || host.endsWith('.lan') || host.endsWith('.internal');
}

/** Judges an address as typed: https, or http inside the office's network; no user, query or fragment. */
export function judgeAddress(typed: string): AddressVerdict {
  const url = URL.parse(typed.trim());
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return { kind: 'bad' };
  if (url.username || url.password || url.search || url.hash) return { kind: 'bad' };
  const open = url.protocol === 'http:';
  if (open && !isInside(url.hostname)) return { kind: 'exposed' };
  return { kind: 'good', url: url.href.replace(/\/+$/, ''), open };
}
