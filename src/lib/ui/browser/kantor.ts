/*
 * The office's comforts, in the browser: keys, a live picture of the letter, progress that moves by
 * itself. Everything works without this file.
 */

import { keepFresh } from './keep-fresh.ts';

keepFresh();

const visible = (element: HTMLElement) => element.offsetParent !== null;
const typing = (target: EventTarget | null) =>
  target instanceof Element && target.closest('input, textarea, select') !== null;

/*
 * A page for one question has the cursor in it, a form to be filled in without a mouse in its first
 * field, unless the address leads elsewhere on the page.
 */
const first = '[data-begin] :is(input:not([type=hidden]), select, textarea)';
if (!document.querySelector(':target'))
  document.querySelector<HTMLElement>(`[data-focus], ${first}`)?.focus();

/* Single-letter keys can be switched off (WCAG 2.1.4); the choice is the only thing kept here. */
let keysOn = localStorage.getItem('keys') !== 'off';
for (const hint of document.querySelectorAll<HTMLElement>('[data-keys]')) {
  hint.hidden = false;
  const button = hint.querySelector('button');
  const show = () => {
    if (button) button.textContent = keysOn ? 'Matikan tombol cepat' : 'Nyalakan tombol cepat';
    document.body.classList.toggle('no-keys', !keysOn);
  };
  button?.addEventListener('click', () => {
    keysOn = !keysOn;
    localStorage.setItem('keys', keysOn ? 'on' : 'off');
    show();
  });
  show();
}

/*
 * A letter presses the button, link or field that carries it as data-key; J and H walk the list (K is Kembalikan).
 * Never inside a field: Escape leaves one.
 */
addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (typing(event.target)) {
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
    return;
  }
  if (!keysOn) return;
  const key = event.key.toLowerCase();
  const own = [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
    (element) => element.dataset.key === key && visible(element),
  );
  if (own) {
    event.preventDefault();
    if (own instanceof HTMLInputElement) own.select();
    own.focus();
    if (!typing(own)) own.click();
  } else if (key === 'j' || key === 'h') walk(key === 'j' ? 1 : -1);
});

/** Moves the focus in the list: 1 down, -1 up, beginning at the open one. */
function walk(step: number) {
  const links = [...document.querySelectorAll<HTMLElement>('[data-walk] a')].filter(visible);
  const focused = links.indexOf(document.activeElement as HTMLElement);
  const from = focused >= 0 ? focused : links.findIndex((link) => link.ariaCurrent);
  links[Math.min(links.length - 1, Math.max(0, from + step))]?.focus();
}

/* The letter as it will be: <img data-preview="/address" data-preview-form="form id">. */
for (const picture of document.querySelectorAll<HTMLImageElement>('img[data-preview]')) {
  const form = document.getElementById(picture.dataset.previewForm ?? '');
  if (form instanceof HTMLFormElement) keepDrawing(picture, form);
}

function keepDrawing(picture: HTMLImageElement, form: HTMLFormElement) {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const draw = async () => {
    const mine = ++asked;
    picture.ariaBusy = 'true';
    try {
      const answer = await fetch(picture.dataset.preview!, {
        method: 'POST',
        body: new FormData(form),
      });
      // only the newest picture counts
      if (!answer.ok || mine !== asked) return;
      const old = picture.src;
      picture.src = URL.createObjectURL(await answer.blob());
      if (old.startsWith('blob:')) URL.revokeObjectURL(old);
    } catch {
      // no line: the old picture stays
    } finally {
      if (mine === asked) picture.ariaBusy = 'false';
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void draw(), 400);
  });
}

/*
 * A menu of things to put into a text: <button data-into="field id" data-insert="{{name}}"> at the
 * cursor, data-around="**" about what is selected. Shown only here: without it they are typed.
 */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-into]')) {
  const field = document.getElementById(button.dataset.into ?? '');
  if (!(field instanceof HTMLTextAreaElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const { selectionStart: from, selectionEnd: to, value } = field;
    const { insert, around = '' } = button.dataset;
    field.setRangeText(insert ?? around + value.slice(from, to) + around, from, to, 'end');
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.focus();
  });
}

/* An answer that follows what is typed: <div id data-live="?/action"> inside a form. */
for (const part of document.querySelectorAll<HTMLElement>('[data-live][id]')) {
  const form = part.closest('form');
  if (form) keepAnswering(part, form);
}

function keepAnswering(part: HTMLElement, form: HTMLFormElement) {
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const ask = async () => {
    const mine = ++asked;
    try {
      const answer = await fetch(part.dataset.live!, {
        method: 'POST',
        body: new FormData(form),
        headers: { accept: 'text/html' },
      });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = page.getElementById(part.id);
      // only the newest answer counts
      if (fresh && mine === asked) part.replaceChildren(...fresh.childNodes);
    } catch {
      // no line: the old answer stays
    }
  };
  form.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => void ask(), 400);
  });
}

/* Long work: a part of the page that renews itself until it is done, <div id data-renew="2000">. */
for (const part of document.querySelectorAll<HTMLElement>('[data-renew][id]')) renewLater(part);

function renewLater(part: HTMLElement) {
  const pause = Number(part.dataset.renew) || 2000;
  setTimeout(() => void renew(part).then((next) => next.dataset.renew && renewLater(next)), pause);
}

/** Replaces the part by its present state; gives back the one that now stands in the page. */
async function renew(part: HTMLElement): Promise<HTMLElement> {
  if (document.hidden) return part;
  try {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.getElementById(part.id);
    if (answer.ok && fresh) {
      part.replaceWith(document.adoptNode(fresh));
      return fresh;
    }
    // the work is over, or the session: the whole page tells
    location.reload();
  } catch {
    // no line: ask again later
  }
  return part;
}

/* Signs of writing: <div data-writes="id of the field" hidden> with buttons that put them in place. */
for (const tools of document.querySelectorAll<HTMLElement>('[data-writes]')) {
  const field = document.getElementById(tools.dataset.writes ?? '');
  if (!(field instanceof HTMLTextAreaElement)) continue;
  tools.hidden = false;
  tools.addEventListener('click', (event) => {
    const button = (event.target as Element).closest('button');
    if (button) write(field, button.dataset);
  });
}

function write(field: HTMLTextAreaElement, { line, around, text }: DOMStringMap) {
  const { value, selectionStart: from, selectionEnd: to } = field;
  const chosen = value.slice(from, to);
  field.focus();
  if (line) {
    const begin = value.lastIndexOf('\n', from - 1) + 1;
    field.setRangeText(
      value
        .slice(begin, to)
        .split('\n')
        .map((one) => line + one)
        .join('\n'),
      begin,
      to,
      'end',
    );
  } else if (around) {
    field.setRangeText(around + chosen + around, from, to, 'end');
    if (!chosen) field.selectionStart = field.selectionEnd = from + around.length;
  } else if (text) field.setRangeText(text, from, to, 'end');
  // Whoever watches over what was typed is told.
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
