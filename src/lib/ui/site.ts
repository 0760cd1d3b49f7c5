import { getContext, setContext } from 'svelte';

const key = 'site-name';

/** Called by a shell: the name that page titles end with, such as "Desa Batu Putih". */
export function setSiteName(name: string): void {
  setContext(key, name);
}

/** The name set by the shell around this page. */
export function siteName(): string {
  return getContext<string | undefined>(key) ?? 'Layanan Mandiri';
}
