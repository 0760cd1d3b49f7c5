import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { deleteHandled, deleteNotices } from './store.ts';

const day = 24 * 60 * 60_000;
const ago = (days: number) => new Date(now().getTime() - days * day);

/** Forgets notices after a year. @returns how many */
export const dropOldNotices = (tx: VillageTx): Promise<number> => deleteNotices(tx, ago(365));

/** Forgets outbox rows a month after they were handed on. @returns how many */
export const dropHandledRows = (tx: VillageTx): Promise<number> => deleteHandled(tx, ago(30));
