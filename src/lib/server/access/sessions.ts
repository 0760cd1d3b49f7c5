import { createHash, randomBytes } from 'node:crypto';
import type { Cookies, RequestEvent } from '@sveltejs/kit';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { StaffRole } from '#lib/domain/roles.ts';
import { now, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import { findSession, insertSession, touchSession, type SessionRow } from './session-store.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long sessions live (standards.md, Signing in). Milliseconds. */
export const sessionLife = {
  resident: { idle: 15 * minute, absolute: 12 * hour },
  kiosk: { idle: 2 * minute, absolute: 12 * hour },
  staff: { idle: 60 * minute, absolute: 12 * hour },
} as const;

/** The version of the terms that residents must have accepted. */
export const termsVersion = '2026-11';

const cookieName = { resident: 'balai_warga', staff: 'balai_petugas' } as const;
type SessionKind = keyof typeof cookieName;

/** SHA-256 of a token: what the database holds instead of it. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** A new random token of 160 bits. */
export function newToken(): string {
  return randomBytes(20).toString('base64url');
}

interface NewSession {
  kind: SessionKind;
  /** Resident or staff id. */
  personId: string;
  device: string;
  origin: string;
  kiosk?: boolean;
}

/**
 * Opens a session and hands its token to the browser. A session is always new at sign-in: whatever
 * token the browser brought is not reused.
 * @returns the session's id
 */
export async function openSession(
  tx: VillageTx,
  villageId: number,
  cookies: Cookies,
  secure: boolean,
  session: NewSession,
): Promise<string> {
  const token = newToken();
  const at = now();
  const life =
    session.kind === 'staff'
      ? sessionLife.staff
      : sessionLife[session.kiosk ? 'kiosk' : 'resident'];
  const id = await insertSession(tx, {
    village_id: villageId,
    token_hash: hashToken(token),
    kind: session.kind,
    resident_id: session.kind === 'resident' ? session.personId : null,
    staff_id: session.kind === 'staff' ? session.personId : null,
    proved_at: at,
    device: session.device,
    origin: session.origin,
    kiosk: session.kiosk ?? false,
    created_at: at,
    last_seen_at: at,
    expires_at: new Date(at.getTime() + life.absolute),
  });
  cookies.set(cookieName[session.kind], token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure,
  });
  return id;
}

/** Takes the token away from the browser. */
export function clearSessionCookie(cookies: Cookies, kind: SessionKind, secure: boolean): void {
  cookies.delete(cookieName[kind], { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

/** Whether cookies of this request must be marked Secure: always, but on plain localhost and names under it. */
export function cookieSecurity(url: URL): boolean {
  return (
    url.protocol === 'https:' || !/^(.+\.)?localhost$|^127\.0\.0\.1$|^\[::1\]$/.test(url.hostname)
  );
}

/** Who sends this request, by its session cookie. The office's pages know officers, all others residents. */
export async function identify(event: RequestEvent): Promise<Visitor> {
  const kind: SessionKind = event.url.pathname.startsWith('/kantor') ? 'staff' : 'resident';
  const token = event.cookies.get(cookieName[kind]);
  if (!token) return { kind: 'nobody' };
  return withVillage(event.locals.village.id, async (tx) => {
    const session = await findSession(tx, hashToken(token));
    if (!session || !isAlive(session)) return { kind: 'nobody' };
    if (now().getTime() - session.last_seen_at.getTime() > minute)
      await touchSession(tx, session.id, now());
    return visitorOf(session);
  });
}

/** The session id of an officer who has given the password but not yet the second factor. */
export async function findHalfSignedIn(
  tx: VillageTx,
  cookies: Cookies,
): Promise<SessionRow | undefined> {
  const token = cookies.get(cookieName.staff);
  const session = token ? await findSession(tx, hashToken(token)) : undefined;
  return session && isAlive(session) && session.kind === 'staff' && !session.second_factor_at
    ? session
    : undefined;
}

function isAlive(session: SessionRow): boolean {
  const t = now().getTime();
  const life =
    session.kind === 'staff'
      ? sessionLife.staff
      : sessionLife[session.kiosk ? 'kiosk' : 'resident'];
  return (
    !session.ended_at &&
    session.expires_at.getTime() > t &&
    session.last_seen_at.getTime() + life.idle > t
  );
}

function visitorOf(session: SessionRow): Visitor {
  if (session.kind === 'resident') {
    if (!session.resident_id || !session.resident_name || session.account_state === 'closed')
      return { kind: 'nobody' };
    return {
      kind: 'resident',
      sessionId: session.id,
      residentId: session.resident_id,
      name: session.resident_name,
      mustChangePin: session.account_state === 'issued',
      mustAcceptTerms: session.terms_version !== termsVersion,
      provedAt: session.proved_at,
    };
  }
  if (
    !session.staff_id ||
    !session.staff_name ||
    !session.staff_active ||
    !session.second_factor_at
  )
    return { kind: 'nobody' };
  return {
    kind: 'staff',
    sessionId: session.id,
    staffId: session.staff_id,
    name: session.staff_name,
    position: session.position ?? 'Petugas Desa',
    roles: session.roles as StaffRole[],
    residentId: session.staff_resident_id,
    mustChangePassword: session.must_change_password ?? false,
    provedAt: session.proved_at,
  };
}
