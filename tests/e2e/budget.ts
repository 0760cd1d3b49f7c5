import type { CDPSession, Page } from '@playwright/test';

/** Bytes as they came over the line, headers included. */
export interface Visit {
  requests: number;
  html: number;
  css: number;
  script: number;
  total: number;
  addresses: string[];
}

/** What a public or resident page may cost (standards.md, Pages). Bytes. */
const budgets = {
  html: 14 * 1024,
  css: 10 * 1024,
  script: 8 * 1024,
  first: 30 * 1024,
  repeat: 10 * 1024,
  requests: 6,
} as const;

export const heaviestPage = budgets.html;

/**
 * Opens an address and weighs all that the browser fetches for it, also while the page is looked at;
 * pictures of articles are not counted.
 */
async function weigh(page: Page, cdp: CDPSession, address: string, look: Look) {
  const visit: Visit = { requests: 0, html: 0, css: 0, script: 0, total: 0, addresses: [] };
  const known = new Map<string, { type: string; cached: boolean; url: string }>();
  const received = (e: {
    requestId: string;
    type: string;
    response: { url: string; fromDiskCache?: boolean };
  }) =>
    known.set(e.requestId, {
      type: e.type,
      cached: e.response.fromDiskCache === true,
      url: e.response.url,
    });
  const fromMemory = (e: { requestId: string }) => known.delete(e.requestId);
  const finished = (e: { requestId: string; encodedDataLength: number }) => {
    const it = known.get(e.requestId);
    if (!it || it.cached || it.url.startsWith('data:') || it.url.includes('/gambar/')) return;
    visit.requests++;
    visit.addresses.push(`${it.url} ${e.encodedDataLength}`);
    visit.total += e.encodedDataLength;
    if (it.type === 'Document') visit.html += e.encodedDataLength;
    if (it.type === 'Stylesheet') visit.css += e.encodedDataLength;
    if (it.type === 'Script') visit.script += e.encodedDataLength;
  };
  cdp.on('Network.responseReceived', received);
  cdp.on('Network.requestServedFromCache', fromMemory);
  cdp.on('Network.loadingFinished', finished);
  const answer = await page.goto(address);
  await look(page);
  await page.waitForLoadState('networkidle');
  cdp.off('Network.responseReceived', received);
  cdp.off('Network.requestServedFromCache', fromMemory);
  cdp.off('Network.loadingFinished', finished);
  return { visit, status: answer?.status() };
}

/** What is done on a page while what it fetches is weighed. */
type Look = (page: Page) => Promise<void>;

/** A first visit with an empty cache, and a second one by the same browser; and how that was answered. */
export async function weighVisits(page: Page, address: string, first: Look, again: Look) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Network.enable');
  await cdp.send('Network.clearBrowserCache');
  // This lets go what the tab has in memory.
  for (const cacheDisabled of [true, false])
    await cdp.send('Network.setCacheDisabled', { cacheDisabled });
  const one = await weigh(page, cdp, address, first);
  const other = await weigh(page, cdp, address, again);
  await cdp.detach();
  return { first: one.visit, repeat: other.visit, status: other.status };
}

/** What a page costs more than it may, in words. */
export function overBudget({ first, repeat }: { first: Visit; repeat: Visit }): string[] {
  const over: string[] = [];
  const judge = (what: string, found: number, limit: number) => {
    if (found > limit) over.push(`${what}: ${found} > ${limit} (${first.addresses.join(', ')})`);
  };
  judge('HTML', first.html, budgets.html);
  judge('CSS', first.css, budgets.css);
  judge('JavaScript', first.script, budgets.script);
  judge('first visit', first.total, budgets.first);
  judge('repeat visit', repeat.total, budgets.repeat);
  judge('requests', first.requests, budgets.requests);
  return over;
}
