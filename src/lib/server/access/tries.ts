import { allowance, afterWrongTry, waitText } from '#lib/domain/sign-in-throttle.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { now, platform, type VillageTx } from '#lib/server/platform/index.ts';
import { deleteTries, deleteTriesOf, findTryCounts, lockTry, updateTry } from './try-store.ts';

export type TryDoor = 'resident' | 'staff' | 'code' | 'proof';

/** What a try is counted by. */
export interface TryKey {
  villageId: number;
  door: TryDoor;
  /** NIK, username or account id, as typed: counted whether such an account exists or not. */
  name: string;
  knownDevice: boolean;
}

/** A try that is being heard, or the reason why it is not. */
export type Try =
  { heard: true; failures: number } | { heard: false; closed: boolean; refusal: Refusal };

const mac = ({ villageId, door, name }: Omit<TryKey, 'knownDevice'>) =>
  platform().secrets.mac(`try:${villageId}:${door}:${name}`);

/**
 * Counts a try as wrong before it is checked; `forgiveTries` takes it back if it was right. Many
 * sent at once are therefore no more than the schedule allows (ASVS 6.1.1).
 * Must be committed whatever comes of it: it answers, and does not throw.
 */
export async function beginTry(tx: VillageTx, key: TryKey): Promise<Try> {
  const at = now();
  const name = mac(key);
  const before = await lockTry(tx, key.villageId, key.door, name, key.knownDevice, at);
  const allowed = allowance(before, at);
  if (allowed.state === 'open') {
    const failures = before.failures + 1;
    await updateTry(tx, key.door, name, key.knownDevice, failures, at);
    return { heard: true, failures };
  }
  if (allowed.state === 'closed')
    return { heard: false, closed: true, refusal: closedRefusal(key.door) };
  const ms = allowed.until.getTime() - at.getTime();
  return {
    heard: false,
    closed: false,
    refusal: new Refusal(
      'too-many',
      `Sudah beberapa kali salah. Untuk menjaga akun, tunggu ${waitText(ms)}, lalu coba lagi.`,
      {},
      Math.ceil(ms / 1000),
    ),
  };
}

function closedRefusal(door: TryDoor): Refusal {
  return new Refusal(
    'too-many',
    door === 'resident'
      ? 'Pintu masuk untuk NIK ini ditutup karena sudah 10 kali salah. Datang ke kantor desa dengan KTP atau KK untuk membukanya.'
      : 'Ditutup karena sudah 10 kali salah. Hubungi kantor desa untuk membukanya kembali.',
  );
}

/** The right secret was given: the count begins anew. */
export async function forgiveTries(tx: VillageTx, key: TryKey): Promise<void> {
  await deleteTries(tx, key.door, mac(key), key.knownDevice);
}

/** The office opens the doors of an account again, for known devices and strangers. */
export async function reopenDoors(
  tx: VillageTx,
  villageId: number,
  doors: Partial<Record<TryDoor, string>>,
): Promise<void> {
  for (const [door, name] of Object.entries(doors))
    await deleteTries(tx, door, mac({ villageId, door: door as TryDoor, name }));
}

/** Likewise for the accounts of many residents at once. */
export async function reopenResidentDoors(
  tx: VillageTx,
  villageId: number,
  people: readonly { id: string; nik: string }[],
): Promise<void> {
  const macs = (door: TryDoor, names: string[]) =>
    names.map((name) => mac({ villageId, door, name }));
  await deleteTriesOf(
    tx,
    'resident',
    macs(
      'resident',
      people.map((p) => p.nik),
    ),
  );
  await deleteTriesOf(
    tx,
    'proof',
    macs(
      'proof',
      people.map((p) => p.id),
    ),
  );
}

/** How often the doors of an account were missed in a row; the worst of them. */
export async function findFailures(
  tx: VillageTx,
  villageId: number,
  doors: Partial<Record<TryDoor, string>>,
): Promise<number> {
  const macs = Object.entries(doors).map(([door, name]) =>
    mac({ villageId, door: door as TryDoor, name }),
  );
  return Math.max(0, ...(await findTryCounts(tx, macs)));
}

/** The refusal of a wrong try that was heard. @param what what did not match, as a sentence */
export function wrongTry(what: string, field: string, failures: number): Refusal {
  const message = `${what} ${afterWrongTry(failures)}`;
  return new Refusal('invalid', message, { [field]: message });
}
