import { sql } from 'kysely';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { type FormerHead, SEATS, stepDown } from './step-down-store.ts';

/** Makes the hamlets and neighbourhoods that the rows taken up name, and finds their ids. */
export async function settlePlaces(tx: VillageTx): Promise<void> {
  await sql`
    insert into area (village_id, hamlet, rw, rt)
    select current_village(), hamlet, rw, rt from batch where hamlet is not null
    union
    select current_village(), kk_hamlet, kk_rw, kk_rt from batch where kk_hamlet is not null
    on conflict do nothing`.execute(tx);
  await sql`
    update batch b set area_id = a.id
    from area a
    where a.village_id = current_village() and a.hamlet = b.hamlet and a.rw = b.rw and a.rt = b.rt`.execute(
    tx,
  );
  await sql`
    update batch b set home_id = a.id
    from area a
    where b.kk_hamlet is not null and a.village_id = current_village()
      and a.hamlet = b.kk_hamlet and a.rw = b.kk_rw and a.rt = b.kk_rt`.execute(tx);
}

/** What a row says of its family: in columns of its own, or by where its head lives. */
const OF_FAMILY = sql`
  select *, case when kk_said then home_id else area_id end as home,
         case when kk_said then data->>'kk_address' else address end as home_address,
         (data->>'kk_social_class')::smallint as social_class,
         (data->>'kk_registered_on')::date as registered_on,
         (data->>'kk_printed_on')::date as card_printed_on,
         (data->>'kk_closed_on')::date as closed_on
  from batch where kind <> 'refused'`;

/** Makes the families that the rows taken up name, finds their ids and brings them up to date. */
export async function settleFamilies(tx: VillageTx, at: Date): Promise<void> {
  // The head's row speaks for the family; without one, the first row that names it. A new family is
  // born with its head, who comes in by this transaction's end: an update would be a change to record.
  await sql`
    insert into family (village_id, kk_number, head_id, area_id, address, social_class,
                        registered_on, card_printed_on, closed_on, created_at, updated_at)
    select distinct on (kk_number)
      current_village(), kk_number,
      case when is_head and kind in ('new', 'changed') and coalesce(data->>'basic_status', '1') = '1'
           then resident_id end,
      home, coalesce(home_address, ''), social_class, registered_on, card_printed_on, closed_on,
      ${at}, ${at}
    from (${OF_FAMILY}) b where kk_number is not null
    order by kk_number, is_head desc nulls last, row_number
    on conflict (village_id, kk_number) do nothing`.execute(tx);
  await sql`
    update batch b set family_id = f.id
    from family f where f.village_id = current_village() and f.kk_number = b.kk_number`.execute(tx);
  await sql`
    update family f
    set area_id = b.home, address = b.home_address, social_class = b.social_class,
        registered_on = b.registered_on, card_printed_on = b.card_printed_on,
        closed_on = b.closed_on, updated_at = ${at}
    from (
      select distinct on (b.family_id) b.family_id,
        coalesce(case when b.is_head or b.kk_said then b.home end, f.area_id) as home,
        coalesce(case when b.is_head or b.kk_said then b.home_address end, f.address) as home_address,
        coalesce(b.social_class, f.social_class) as social_class,
        coalesce(b.registered_on, f.registered_on) as registered_on,
        coalesce(b.card_printed_on, f.card_printed_on) as card_printed_on,
        coalesce(b.closed_on, f.closed_on) as closed_on
      from (${OF_FAMILY}) b
      join family f on f.village_id = current_village() and f.id = b.family_id
      order by b.family_id, b.is_head desc nulls last, b.row_number
    ) b
    where f.village_id = current_village() and f.id = b.family_id
      and (f.area_id, f.address, f.social_class, f.registered_on, f.card_printed_on, f.closed_on)
          is distinct from (b.home, b.home_address, b.social_class, b.registered_on,
                            b.card_printed_on, b.closed_on)`.execute(tx);
}

/** The same for households. */
export async function settleHouseholds(tx: VillageTx, at: Date): Promise<void> {
  const said = sql`
    select distinct on (rtm_number) rtm_number,
      (data->>'rtm_social_data')::boolean as social_data,
      data->>'rtm_social_number' as social_number,
      (data->>'rtm_registered_on')::date as registered_on
    from batch where rtm_number is not null and kind <> 'refused'
    order by rtm_number, leads_household desc nulls last, row_number`;
  await sql`
    insert into household (village_id, number, social_data, social_data_number, registered_on,
                           created_at, updated_at)
    select current_village(), rtm_number, coalesce(social_data, false), social_number, registered_on,
           ${at}, ${at}
    from (${said}) s
    on conflict (village_id, number) do nothing`.execute(tx);
  await sql`
    update batch b set household_id = h.id
    from household h where h.village_id = current_village() and h.number = b.rtm_number`.execute(
    tx,
  );
  await sql`
    update household h
    set social_data = coalesce(s.social_data, h.social_data),
        social_data_number = coalesce(s.social_number, h.social_data_number),
        registered_on = coalesce(s.registered_on, h.registered_on), updated_at = ${at}
    from (${said}) s
    where h.village_id = current_village() and h.number = s.rtm_number
      and (h.social_data, h.social_data_number, h.registered_on) is distinct from
          (coalesce(s.social_data, h.social_data), coalesce(s.social_number, h.social_data_number),
           coalesce(s.registered_on, h.registered_on))`.execute(tx);
}

/** Takes the seat from heads of families and households who now belong to another one. */
export async function unseatMovedHeads(tx: VillageTx): Promise<void> {
  await sql`
    update family f set head_id = null
    from batch b join resident r on r.village_id = current_village() and r.id = b.resident_id
    where b.kind = 'changed' and f.village_id = current_village() and f.head_id = r.id
      and r.family_id is distinct from f.id`.execute(tx);
  await sql`
    update household h set head_id = null
    from batch b join resident r on r.village_id = current_village() and r.id = b.resident_id
    where b.kind = 'changed' and h.village_id = current_village() and h.head_id = r.id
      and r.household_id is distinct from h.id`.execute(tx);
}

/**
 * Sets the heads of families and households that the rows taken up name; whoever was it before steps
 * down (step-down-store.ts).
 */
export async function seatHeads(tx: VillageTx, at: Date): Promise<FormerHead[]> {
  const former: FormerHead[] = [];
  for (const [kind, leads] of [
    ['family', 'is_head'],
    ['household', 'leads_household'],
  ] as const) {
    const { rows: left } = await sql<{ id: string; head_id: string | null }>`
      update ${sql.table(kind)} g set head_id = b.resident_id
      from batch b
      where b.${sql.id(leads)} and b.kind in ('new', 'changed')
        and coalesce(b.data->>'basic_status', '1') = '1'
        and g.village_id = current_village() and g.id = b.${sql.id(SEATS[kind].group)}
        and g.head_id is distinct from b.resident_id
      returning g.id, old.head_id`.execute(tx);
    former.push(...(await stepDown(tx, kind, left, at)));
  }
  return former;
}
