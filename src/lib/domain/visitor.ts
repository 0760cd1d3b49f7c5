import type { StaffRole } from './roles.ts';

/** A signed-in resident. */
export interface ResidentVisitor {
  kind: 'resident';
  sessionId: string;
  residentId: string;
  name: string;
  /** The first PIN is still in use: only changing it is allowed. */
  mustChangePin: boolean;
  /** The present terms are not yet accepted. */
  mustAcceptTerms: boolean;
  /** When this person last proved who they are. */
  provedAt: Date;
  /** On the office's shared screen. */
  kiosk: boolean;
  /** Notices not read when the page was asked for. */
  unread: number;
  /** Leads an RT or RW: asked to introduce those who live there. */
  leads: boolean;
}

/** A signed-in officer (password and second factor given). */
export interface StaffVisitor {
  kind: 'staff';
  sessionId: string;
  staffId: string;
  name: string;
  /** "Kasi Pelayanan", as residents read it in a request's journey. */
  position: string;
  roles: readonly StaffRole[];
  /** The resident this officer is, if on the register. */
  residentId: string | null;
  mustChangePassword: boolean;
  provedAt: Date;
}

export interface Nobody {
  kind: 'nobody';
  /** The sign-in that has just run out was on the office's shared screen. */
  kiosk?: boolean;
}

/** Who is asking. */
export type Visitor = Nobody | ResidentVisitor | StaffVisitor;

/** Who acts, as the audit trail records it. */
export type Actor =
  | Nobody
  | Pick<ResidentVisitor, 'kind' | 'residentId' | 'name'>
  | Pick<StaffVisitor, 'kind' | 'staffId' | 'name' | 'position'>
  | { kind: 'system'; name: string };
