import { isAlarming } from '#lib/domain/sign-in-alarm.ts';
import { closingTry } from '#lib/domain/sign-in-throttle.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { findLatestEvent, recordEvent } from '#lib/server/audit/index.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import { mustManageAccounts } from './policy.ts';
import { countFailuresByHour, deleteOldFailures, deleteOldTries } from './try-store.ts';

const hour = 60 * 60_000;
const day = 24 * hour;
const system = { kind: 'system', name: 'Penjaga pintu masuk' } as const;
const alarmAction = 'access.alarm';
/** Counts that have rested so long are forgotten; closed doors stay closed. */
const retention = 30 * day;
const silenceAfterAlarm = 6 * hour;

/** Failed sign-ins in one hour, as the office is told. */
export interface SignInAlarm {
  at: Date;
  failures: number;
}

/**
 * A village's regular look at its failed sign-ins: raises an alarm when the last hour's are five
 * times the usual (docs/standards.md), and forgets what is old.
 */
export async function watchSignIns(villageId: number): Promise<void> {
  const at = now().getTime();
  await withVillage(villageId, async (tx) => {
    const [last = 0, ...before] = await countFailuresByHour(tx, new Date(at), 28 * 24);
    const usual = before.filter((n) => n > 0);
    const recent = await findLatestEvent(tx, alarmAction, new Date(at - silenceAfterAlarm));
    if (isAlarming(last, usual) && !recent) {
      await recordEvent(tx, villageId, system, {
        action: alarmAction,
        details: { failures: last },
      });
    }
    const count = await deleteOldFailures(tx, new Date(at - retention));
    if (count > 0)
      await recordEvent(tx, villageId, system, {
        action: 'access.drop-old-failures',
        details: { count },
      });
    await deleteOldTries(tx, new Date(at - retention), closingTry);
  });
}

/** The latest alarm of the last 24 hours. @throws Refusal `forbidden` */
export async function findAlarm(
  villageId: number,
  visitor: Visitor,
): Promise<SignInAlarm | undefined> {
  mustManageAccounts(visitor);
  const event = await withVillage(villageId, (tx) =>
    findLatestEvent(tx, alarmAction, new Date(now().getTime() - day)),
  );
  if (!event) return undefined;
  const { failures } = event.details as { failures: number };
  return { at: event.at, failures };
}
