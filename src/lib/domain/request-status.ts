import type { StaffRole } from './roles.ts';

/** Where a letter request stands. */
export type RequestStatus =
  | 'draft'
  | 'waiting'
  | 'returned'
  | 'processing'
  | 'approved'
  | 'rejected'
  | 'cancelled'
  | 'withdrawn';

/** What can be done with a request. */
export type RequestAction =
  | 'send'
  | 'correct'
  | 'cancel'
  | 'accept'
  | 'return'
  | 'reject'
  | 'forward'
  | 'send-back'
  | 'approve'
  | 'hand-over'
  | 'withdraw'
  /** Filed by an officer at the counter; with `issue` also printed there for wet signature. */
  | 'file'
  | 'issue';

/** One step of a letter type's chain after verification; the last one signs. */
export type ChainRole = 'official' | 'secretary' | 'head';

/** Statuses exactly as residents were taught them. */
export const statusNames: Record<RequestStatus, string> = {
  draft: 'Draf',
  waiting: 'Menunggu Verifikasi',
  returned: 'Perlu Dilengkapi',
  processing: 'Sedang Diproses',
  approved: 'Disetujui',
  rejected: 'Ditolak',
  cancelled: 'Dibatalkan',
  withdrawn: 'Dicabut',
};

export type StatusTone = 'wait' | 'go' | 'ok' | 'no' | 'quiet';
export const statusTones: Record<RequestStatus, StatusTone> = {
  draft: 'quiet',
  waiting: 'wait',
  returned: 'no',
  processing: 'go',
  approved: 'ok',
  rejected: 'no',
  cancelled: 'quiet',
  withdrawn: 'no',
};

type Mover = 'resident' | 'verifier' | 'chain' | 'signer';
interface Transition {
  to: RequestStatus;
  by: Mover;
}

/**
 * The one table of a letter's life: status → allowed actions → next status, and who moves it on.
 * 'chain' is the role of the current chain step, 'signer' the chain's last one.
 */
export const transitions: Record<RequestStatus, Partial<Record<RequestAction, Transition>>> = {
  draft: {
    send: { to: 'waiting', by: 'resident' },
    file: { to: 'processing', by: 'verifier' },
    issue: { to: 'approved', by: 'verifier' },
    cancel: { to: 'cancelled', by: 'resident' },
  },
  waiting: {
    accept: { to: 'processing', by: 'verifier' },
    return: { to: 'returned', by: 'verifier' },
    reject: { to: 'rejected', by: 'verifier' },
    cancel: { to: 'cancelled', by: 'resident' },
  },
  returned: {
    correct: { to: 'waiting', by: 'resident' },
    cancel: { to: 'cancelled', by: 'resident' },
  },
  processing: {
    forward: { to: 'processing', by: 'chain' },
    'send-back': { to: 'waiting', by: 'chain' },
    reject: { to: 'rejected', by: 'chain' },
    approve: { to: 'approved', by: 'signer' },
    cancel: { to: 'cancelled', by: 'resident' },
  },
  approved: {
    'hand-over': { to: 'approved', by: 'verifier' },
    withdraw: { to: 'withdrawn', by: 'signer' },
  },
  rejected: {},
  cancelled: {},
  withdrawn: {},
};

/** Who wants to act: the resident who asked, or an officer with roles. */
export type Mobile = { kind: 'resident' } | { kind: 'staff'; roles: readonly StaffRole[] };

/** Where the request stands in its chain. */
export interface Position {
  status: RequestStatus;
  chain: readonly ChainRole[];
  /** Index of the step that is due while processing. */
  step: number;
}

const verifierRoles: readonly StaffRole[] = ['operator', 'admin'];

function isMover(mover: Mover, position: Position, who: Mobile): boolean {
  if (who.kind === 'resident') return mover === 'resident';
  switch (mover) {
    case 'resident':
      return false;
    case 'verifier':
      return who.roles.some((r) => verifierRoles.includes(r));
    case 'chain': {
      const due = position.chain[position.step];
      return due !== undefined && who.roles.includes(due);
    }
    case 'signer': {
      const last = position.chain.at(-1);
      return last !== undefined && who.roles.includes(last);
    }
  }
}

const onLastStep = (position: Position) => position.step >= position.chain.length - 1;

/** The actions open to someone now, in the order they are offered. */
export function actionsFor(position: Position, who: Mobile): RequestAction[] {
  const table = transitions[position.status];
  return (Object.keys(table) as RequestAction[]).filter((action) => {
    if (action === 'forward' && onLastStep(position)) return false;
    if (action === 'approve' && !onLastStep(position)) return false;
    const transition = table[action];
    return transition !== undefined && isMover(transition.by, position, who);
  });
}

/**
 * The position after an action.
 * @returns undefined when the action is not allowed to that person in that position
 */
export function move(position: Position, action: RequestAction, who: Mobile): Position | undefined {
  if (!actionsFor(position, who).includes(action)) return undefined;
  const transition = transitions[position.status][action];
  if (!transition) return undefined;
  const step =
    action === 'forward'
      ? position.step + 1
      : transition.to === 'processing' || transition.to === 'approved'
        ? position.step
        : 0;
  return { ...position, status: transition.to, step };
}

/** The roles that a request waits for now; empty when it waits for the resident or for nobody. */
export function waitsFor(position: Position): StaffRole[] {
  if (position.status === 'waiting') return ['operator', 'admin'];
  const due = position.status === 'processing' ? position.chain[position.step] : undefined;
  return due ? [due] : [];
}
