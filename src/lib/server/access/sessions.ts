import { createHash, randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import { deviceLabel } from '#lib/domain/device-label.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { StaffRole } from '#lib/domain/roles.ts';
import { now, readVillage, withVillage, type VillageTx } from '#lib/server/platform/index.ts';
import type { Caller } from './caller.ts';
import {
  endSessionByToken,
  findSession,
  insertSession,
  touchSession,
  updateSession,
  type SessionRow,
} from './session-store.ts';

const minute = 60_000;
const hour = 60 * minute;

/** How long sessions live (standards.md, Signing in). Milliseconds. */
const sessionLife = {
  resident: { idle: 15 * minute, absolute: 12 * hour },
  kiosk: { idle: 2 * minute, absolute: 12 * hour },
  staff: { idle: 60 * minute, absolute: 12 * hour },
  /** An officer between password and second factor. */
  halfway: { idle: 10 * minute, absolute: 10 * minute },
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
  kiosk?: boolean;
}

/**
 * Opens a session and hands its token to the browser. A session is always new at sign-in: whatever
 * token the browser brought is ended, not reused (ASVS 7.2.4). An officer's session opens nothing
 * until `completeSession`.
 * @returns the session's id
 */
export async function openSession(
  tx: VillageTx,
  caller: Caller,
  { kind, personId, kiosk = false }: NewSession,
): Promise<string> {
  const brought = caller.cookies.get(cookieName[kind]);
  const at = now();
  if (brought) await endSessionByToken(tx, hashToken(brought), at);
  const token = newToken();
  const life = sessionLife[kind === 'staff' ? 'halfway' : kiosk ? 'kiosk' : 'resident'];
  const id = await insertSession(tx, {
    village_id: caller.village.id,
    token_hash: hashToken(token),
    kind,
    resident_id: kind === 'resident' ? personId : null,
    staff_id: kind === 'staff' ? personId : null,
    proved_at: at,
    device: deviceLabel(caller.userAgent),
    origin: caller.origin,
    kiosk,
    created_at: at,
    last_seen_at: at,
    expires_at: new Date(at.getTime() + life.absolute),
  });
  setSessionCookie(caller, kind, token);
  return id;
}

/** The second factor was given: the officer's session opens, under a new token. */
export async function completeSession(
  tx: VillageTx,
  caller: Caller,
  sessionId: string,
): Promise<void> {
  const at = now();
  const token = newToken();
  await updateSession(tx, sessionId, {
    token_hash: hashToken(token),
    second_factor_at: at,
    proved_at: at,
    last_seen_at: at,
    expires_at: new Date(at.getTime() + sessionLife.staff.absolute),
  });
  setSessionCookie(caller, 'staff', token);
}

/** The person has just proved again who they are: noted, and the token is changed (ASVS 7.2.4). */
export async function renewProof(
  tx: VillageTx,
  caller: Caller,
  kind: SessionKind,
  sessionId: string,
): Promise<void> {
  const at = now();
  const token = newToken();
  await updateSession(tx, sessionId, {
    token_hash: hashToken(token),
    proved_at: at,
    last_seen_at: at,
  });
  setSessionCookie(caller, kind, token);
}

function setSessionCookie({ cookies, secure }: Caller, kind: SessionKind, token: string) {
  cookies.set(cookieName[kind], token, { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

/** Takes the token away from the browser. */
export function clearSessionCookie({ cookies, secure }: Caller, kind: SessionKind): void {
  cookies.delete(cookieName[kind], { path: '/', httpOnly: true, sameSite: 'lax', secure });
}

/** Who sends this request, by its session cookie. The office's pages know officers, all others residents. */
export async function identify(event: RequestEvent): Promise<Visitor> {
  const kind: SessionKind = event.url.pathname.startsWith('/kantor') ? 'staff' : 'resident';
  const token = event.cookies.get(cookieName[kind]);
  if (!token) return { kind: 'nobody' };
  const villageId = event.locals.village.id;
  const session = await readVillage(villageId, (tx) => findSession(tx, hashToken(token)));
  if (!session) return { kind: 'nobody' };
  if (!isAlive(session)) return { kind: 'nobody', kiosk: session.kiosk };
  // A page that asks by itself for what is new keeps nobody signed in.
  const quiet = event.request.headers.has('x-quiet');
  if (!quiet && now().getTime() - session.last_seen_at.getTime() > minute)
    await withVillage(villageId, (tx) => touchSession(tx, session.id, now()));
  return visitorOf(session);
}

/** The session of an officer who has given the password but not yet the second factor. */
export async function findHalfSignedIn(
  tx: VillageTx,
  caller: Caller,
): Promise<(SessionRow & { staff_id: string; staff_name: string }) | undefined> {
  const token = caller.cookies.get(cookieName.staff);
  const session = token ? await findSession(tx, hashToken(token)) : undefined;
  return session?.staff_id &&
    session.staff_name &&
    session.staff_active &&
    !session.second_factor_at &&
    isAlive(session)
    ? { ...session, staff_id: session.staff_id, staff_name: session.staff_name }
    : undefined;
}

type Lifetime = Pick<
  SessionRow,
  'kind' | 'kiosk' | 'second_factor_at' | 'ended_at' | 'expires_at' | 'last_seen_at'
>;

/** Whether a session still opens something (ASVS 7.3.1, 7.3.2). */
export function isAlive(session: Lifetime): boolean {
  const t = now().getTime();
  const life =
    sessionLife[
      session.kind === 'staff'
        ? session.second_factor_at
          ? 'staff'
          : 'halfway'
        : session.kiosk
          ? 'kiosk'
          : 'resident'
    ];
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
    // Whoever has died or left is out at once; should that be undone, the account is there again.
    if (session.resident_status !== 1) return { kind: 'nobody' };
    return {
      kind: 'resident',
      sessionId: session.id,
      residentId: session.resident_id,
      name: session.resident_name,
      mustChangePin: session.account_state === 'issued',
      mustAcceptTerms: session.terms_version !== termsVersion,
      provedAt: session.proved_at,
      kiosk: session.kiosk,
      unread: session.unread,
      leads: session.leads,
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
