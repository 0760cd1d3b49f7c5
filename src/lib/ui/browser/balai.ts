/*
 * Small comforts for public and resident pages, in the browser. Everything works without this file.
 * Nothing typed is written on the phone: it may be shared.
 */
import { watchConditions } from './conditions.ts';

function make(tag: string, attributes: Record<string, string>, text: string): HTMLElement {
  const element = document.createElement(tag);
  for (const name in attributes) element.setAttribute(name, attributes[name]!);
  element.textContent = text;
  return element;
}

watchConditions();

/* After a refused form, the summary is where reading begins. */
document.getElementById('kesalahan')?.focus();

/* A form is sent once, and says that it is on its way. */
let typed = false;
addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented) return;
  if (form.dataset.sent) return event.preventDefault();
  typed = false;
  if (form.method === 'get') return;
  form.dataset.sent = '1';
  const button = event.submitter;
  if (!button) return;
  // not `disabled`: a disabled button's name and value would not be sent
  button.setAttribute('aria-disabled', 'true');
  const words = button.querySelector('span') ?? button;
  const before = words.textContent;
  if (button.dataset.busy) words.textContent = button.dataset.busy;
  const free = () => {
    delete form.dataset.sent;
    button.removeAttribute('aria-disabled');
    words.textContent = before;
  };
  // a download leaves the page standing, and a lost line must not leave the button dead
  setTimeout(free, 'download' in form.dataset ? 3_000 : 20_000);
  addEventListener('pageshow', free, { once: true });
});

/* Warn before typed words are lost. */
addEventListener('input', (event) => {
  if ((event.target as HTMLInputElement).form?.method === 'post') typed = true;
});
addEventListener('beforeunload', (event) => {
  if (typed) event.preventDefault();
});

/* Tell that the line is gone before something is sent into the void. */
const offline = make(
  'p',
  { class: 'note warn', role: 'status' },
  'Sinyal terputus. Isian Anda masih ada di layar ini. Kirim setelah sinyal kembali.',
);
function watchLine() {
  if (navigator.onLine) offline.remove();
  else document.querySelector('main')?.prepend(offline);
}
addEventListener('online', watchLine);
addEventListener('offline', watchLine);
watchLine();

/* Long digit rows in fours: 5207 0241 0690 0003. */
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-group]')) {
  const show = () => {
    const inside = document.activeElement === input && input.selectionStart !== input.value.length;
    // what is not digits is left as typed, for the server to speak about
    if (inside || /[^\d\s]/.test(input.value)) return;
    input.value = input.value.replace(/\s/g, '').replace(/(\d{4})(?=\d)/g, '$1 ');
  };
  input.addEventListener('input', show);
  show();
}

/* The phone says where it is, when it is asked to. */
for (const place of document.querySelectorAll<HTMLElement>('[data-locate]')) {
  if (!('geolocation' in navigator)) continue;
  const button = make('button', { type: 'button', class: 'btn quiet' }, 'Pakai lokasi HP ini');
  const words = make('p', { class: 'hint', role: 'status' }, '');
  const [latitude, longitude] = place.querySelectorAll('input');
  if (latitude?.value) words.textContent = 'Lokasi HP tercatat.';
  place.append(button, words);
  button.addEventListener('click', () => {
    words.textContent = 'Mencari lokasi …';
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        latitude!.value = coords.latitude.toFixed(5);
        longitude!.value = coords.longitude.toFixed(5);
        words.textContent = 'Lokasi HP tercatat.';
      },
      () => (words.textContent = 'Lokasi tidak ditemukan. Tulis tempatnya saja.'),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  });
}

/* Show what was typed as PIN or password. */
for (const input of document.querySelectorAll<HTMLInputElement>('input[data-reveal]')) {
  const attributes = { type: 'button', class: 'link', 'aria-pressed': 'false' };
  const button = make('button', attributes, 'Tampilkan');
  button.append(make('span', { class: 'unseen' }, ` ${input.labels?.[0]?.textContent ?? 'isian'}`));
  button.addEventListener('click', () => {
    const shown = input.type === 'text';
    input.type = shown ? 'password' : 'text';
    button.setAttribute('aria-pressed', String(!shown));
  });
  // the browser offers to keep a password only from a password field
  input.form?.addEventListener('submit', () => (input.type = 'password'));
  input.after(button);
}

/* Pictures shrink before they are sent: at most 1600 px and about 300 KB. */
const LONGEST = 1600;
const ENOUGH = 300 * 1024;

/** The smaller picture as JPEG, or the file as it was where it is small, no picture or unreadable. */
async function shrink(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size <= ENOUGH) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
    let scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    for (let quality = 0.82; quality > 0.4; quality -= 0.1) {
      const canvas = document.createElement('canvas');
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      const pen = canvas.getContext('2d')!;
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const blob = await new Promise<Blob | null>((done) =>
        canvas.toBlob(done, 'image/jpeg', quality),
      );
      if (blob && blob.size <= ENOUGH)
        return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: blob.type });
      if (quality < 0.7) scale *= 0.8;
    }
  } catch {
    // an old phone, or a picture it cannot read: the server takes the original
  }
  return file;
}

function sizeText(bytes: number): string {
  return bytes < 1e6
    ? `${Math.max(1, Math.round(bytes / 1024))} KB`
    : `${(bytes / 1048576).toFixed(1).replace('.', ',')} MB`;
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file]')) {
  const words = make('p', { class: 'hint', role: 'status' }, '');
  input.after(words);
  input.addEventListener('change', () => void prepare(input, words));
}

/** Shrinks what was picked where that is wanted, and says what will be sent. */
async function prepare(input: HTMLInputElement, words: HTMLElement) {
  const files = [...(input.files ?? [])];
  if ('shrink' in input.dataset && files.length && 'createImageBitmap' in self) {
    words.textContent = 'Menyiapkan foto …';
    // sending waits for the smaller picture
    if (input.form) input.form.dataset.sent = '1';
    const smaller = new DataTransfer();
    for (const file of files) smaller.items.add(await shrink(file));
    input.files = smaller.files;
    delete input.form?.dataset.sent;
  }
  words.textContent = [...(input.files ?? [])]
    .map((file) => `${file.name} (${sizeText(file.size)})`)
    .join(', ');
}
