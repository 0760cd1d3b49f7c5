import type { Insertable, Selectable } from 'kysely';
import type { ChannelName } from '#lib/domain/channel.ts';
import type { DB, VillageTx } from '#lib/server/platform/index.ts';

export type SettingRow = Selectable<DB['channel_setting']>;

export async function findSettings(tx: VillageTx): Promise<SettingRow[]> {
  return tx.selectFrom('channel_setting').selectAll().execute();
}

export async function findSetting(
  tx: VillageTx,
  channel: ChannelName,
): Promise<SettingRow | undefined> {
  return tx
    .selectFrom('channel_setting')
    .selectAll()
    .where('channel', '=', channel)
    .executeTakeFirst();
}

export async function saveSetting(
  tx: VillageTx,
  row: Omit<Insertable<DB['channel_setting']>, 'heard_up_to'>,
) {
  const { village_id: _, channel: __, ...values } = row;
  await tx
    .insertInto('channel_setting')
    .values(row)
    .onConflict((oc) => oc.columns(['village_id', 'channel']).doUpdateSet(values))
    .execute();
}

/** Moves on to what the bot has heard; back never. */
export async function hearUpTo(tx: VillageTx, upTo: number) {
  await tx
    .updateTable('channel_setting')
    .set({ heard_up_to: upTo })
    .where('channel', '=', 'telegram')
    .where('heard_up_to', '<', upTo)
    .execute();
}
