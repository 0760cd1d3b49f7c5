import { redirect } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import type { Visitor } from '#lib/domain/visitor.ts';

const residentDoor = '/layanan-mandiri/masuk';
const staffDoor = '/kantor/masuk';

/** Pages of the closed parts that must open without a (complete) sign-in. */
const openPages = new Set([
  residentDoor,
  '/layanan-mandiri/lupa-pin',
  '/layanan-mandiri/minta-pin',
  staffDoor,
  '/kantor/masuk/kode',
  '/kantor/masuk/daftar-kode',
]);

/**
 * Sends people to the right door. It spares them a refusal; whether an act is allowed is decided
 * by the use-case itself.
 */
export const guard: Handle = async ({ event, resolve }) => {
  const { pathname, search } = event.url;
  const { visitor } = event.locals;
  if (openPages.has(pathname)) return resolve(event);

  if (isUnder(pathname, '/layanan-mandiri')) {
    if (isAtKiosk(visitor) && visitor.kind === 'nobody')
      // Whoever comes next is somebody else: not back to the page that was left.
      redirect(303, `${residentDoor}?anjungan=1`);
    if (visitor.kind !== 'resident')
      redirect(303, doorWithReturn(residentDoor, event.request.method, pathname + search));
    const leaving = pathname === '/layanan-mandiri/keluar';
    if (visitor.mustChangePin && pathname !== '/layanan-mandiri/ganti-pin' && !leaving)
      redirect(303, '/layanan-mandiri/ganti-pin');
    if (
      !visitor.mustChangePin &&
      visitor.mustAcceptTerms &&
      pathname !== '/layanan-mandiri/ketentuan' &&
      !leaving
    ) {
      redirect(303, '/layanan-mandiri/ketentuan');
    }
  } else if (isUnder(pathname, '/kantor')) {
    if (visitor.kind !== 'staff')
      redirect(303, doorWithReturn(staffDoor, event.request.method, pathname + search));
    const leaving = pathname === '/kantor/keluar';
    if (visitor.mustChangePassword && pathname !== '/kantor/ganti-sandi' && !leaving)
      redirect(303, '/kantor/ganti-sandi');
  }
  return resolve(event);
};

const isUnder = (pathname: string, root: string) =>
  pathname === root || pathname.startsWith(root + '/');

function doorWithReturn(door: string, method: string, target: string): string {
  return method === 'GET' && target.length < 500
    ? `${door}?lanjut=${encodeURIComponent(target)}`
    : door;
}

/** Whether this is the office's shared screen, as far as the sign-in tells, present or run out. */
export const isAtKiosk = (visitor: Visitor): boolean =>
  visitor.kind !== 'staff' && Boolean(visitor.kiosk);

/** Where a resident who has signed out arrives; the office's shared screen stays one. */
export function doorAfterLeaving(visitor: Visitor): string {
  return `${residentDoor}?keluar=1${isAtKiosk(visitor) ? '&anjungan=1' : ''}`;
}

/**
 * Where to go after signing in: the page that was asked for, if it is one of ours under `root`.
 * Anything else (another site, a scheme, a backslash) leads to `fallback`.
 */
export function safeReturn(target: string | null, root: string, fallback: string): string {
  if (!target || !target.startsWith(root) || /[\\\s]/.test(target) || target.startsWith('//'))
    return fallback;
  return target;
}
