/*
 * A page that renews itself: <div data-news="/address" data-stamp='"…"'>. The address tells whether the
 * page still stands as it was sent (304); if not, the page is fetched and its parts [data-fresh][id] are
 * put in the place of the old ones. Only while somebody looks; and looking is not working: it keeps
 * nobody signed in (x-quiet).
 */
const pause = 20_000;
const quiet = { 'x-quiet': '1' };

export function keepFresh() {
  const marked = document.querySelector<HTMLElement>('[data-news]');
  if (!marked) return;
  const address = marked.dataset.news!;
  let stamp = marked.dataset.stamp ?? '';
  let asked = performance.now();
  for (const off of document.querySelectorAll<HTMLElement>('[data-news-off]')) off.hidden = true;
  for (const on of document.querySelectorAll<HTMLElement>('[data-news-on]')) on.hidden = false;

  const look = async () => {
    if (document.hidden || performance.now() - asked < pause) return;
    asked = performance.now();
    try {
      const answer = await fetch(address, {
        headers: { ...quiet, 'if-none-match': stamp },
        cache: 'no-store',
        redirect: 'manual',
      });
      // signed out meanwhile: the page goes, and the door comes
      if (answer.type === 'opaqueredirect') return location.reload();
      if (answer.status !== 200) return;
      const { words } = (await answer.json()) as { words: string };
      const page = await fetch(location.href, { headers: quiet, cache: 'no-store' });
      if (!page.ok) return;
      stamp = replaceParts(await page.text()) ?? stamp;
      const says = document.querySelector('[data-news-words]');
      if (says) says.textContent = words;
    } catch {
      // no line: the page stays as it is, and is asked for again
    }
  };
  // more often than the pause, so that a page that was hidden need not wait another
  setInterval(() => void look(), pause / 4);
  document.addEventListener('visibilitychange', () => void look());
}

/** Puts fresh parts into the page; the cursor stays on the link that it was on. Gives back the new stamp. */
function replaceParts(text: string): string | undefined {
  const fresh = new DOMParser().parseFromString(text, 'text/html');
  const focused = document.activeElement;
  for (const part of document.querySelectorAll<HTMLElement>('[data-fresh][id]')) {
    const next = fresh.getElementById(part.id);
    if (!next) continue;
    const href = part.contains(focused) ? focused!.getAttribute('href') : null;
    part.replaceWith(document.adoptNode(next));
    if (href)
      [...next.querySelectorAll('a')]
        .find((link) => link.getAttribute('href') === href)
        ?.focus({ preventScroll: true });
  }
  return document.querySelector<HTMLElement>('[data-news]')?.dataset.stamp;
}
