/** Whether a host is this very machine. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

/** The address of a service as typed: https, or http on this machine; undefined for anything else. */
export function readServiceUrl(typed: string): string | undefined {
  const url = URL.parse(typed.trim());
  if (!url || url.username || url.password || url.search || url.hash) return undefined;
  const good = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname));
  return good ? url.href.replace(/\/+$/, '') : undefined;
}
