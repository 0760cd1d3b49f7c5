/*
 * Lets this device be told, on the page where somebody asks for it. Without this file, or where the
 * browser cannot, the page says so.
 */
const form = document.querySelector<HTMLFormElement>('form[data-push]');
const words = form?.querySelector('[data-push-words]');
const button = form?.querySelector('button')?.parentElement;

const refused =
  'Notifikasi ditolak di perangkat ini. Izinkan di pengaturan peramban, lalu buka lagi halaman ini.';

/** The key of the village as bytes: older browsers do not read base64url. */
function bytesOf(key: string): Uint8Array<ArrayBuffer> {
  const text = atob(key.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

async function subscribe(key: string) {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('refused');
  await navigator.serviceWorker.register('/notifikasi.js');
  const { pushManager } = await navigator.serviceWorker.ready;
  const old = await pushManager.getSubscription();
  // One that was made with another key cannot be made anew while it stands.
  await old?.unsubscribe();
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(key) });
}

if (
  form &&
  words &&
  button &&
  'serviceWorker' in navigator &&
  'PushManager' in window &&
  'Notification' in window
) {
  if (Notification.permission === 'denied') words.textContent = refused;
  else {
    words.textContent = 'Peramban akan bertanya apakah Anda mengizinkan. Pilih Izinkan.';
    button.hidden = false;
  }
  form.addEventListener('submit', (event) => {
    const fill = (name: string, value = '') =>
      (form.querySelector<HTMLInputElement>(`[name=${name}]`)!.value = value);
    if (form.querySelector<HTMLInputElement>('[name=tujuan]')!.value) return;
    event.preventDefault();
    words.textContent = 'Sebentar …';
    subscribe(form.dataset.push!).then(
      (subscription) => {
        const { endpoint, keys } = subscription.toJSON();
        fill('tujuan', endpoint);
        fill('kunci', keys?.p256dh);
        fill('rahasia', keys?.auth);
        // not while this very submission is still being told to others: it would be overlooked
        setTimeout(() => form.requestSubmit());
      },
      () => (words.textContent = refused),
    );
  });
}
