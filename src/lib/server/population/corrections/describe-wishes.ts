import { residentField, type ResidentColumn } from '#lib/domain/resident-fields.ts';
import { tellValue, tellWhole } from '#lib/domain/resident-values.ts';
import { sentWishes, type Wish } from './wishes.ts';

/** A wish in words. */
export interface WishLine {
  column: ResidentColumn;
  label: string;
  /** As the register had it when it was asked, numbers masked; '' where nothing was known. */
  was: string;
  /** '' where the fact should be taken away. */
  wanted: string;
  /** Undefined until it is decided. */
  accepted: boolean | undefined;
}

/** What was asked, in words; what is wanted stands in full, for someone must judge it. */
export const describeWishes = (row: { wishes: unknown }): WishLine[] =>
  sentWishes(row).map((wish) => ({
    column: wish.field,
    label: residentField(wish.field).label,
    was: tellValue(wish.field, wish.was),
    wanted: tellWhole(wish.field, wish.wanted),
    accepted: wish.accepted,
  }));

/** Whether all that was asked was accepted, or only some. */
export const howMuch = (wishes: readonly Pick<Wish, 'accepted'>[]): 'all' | 'some' =>
  wishes.some((wish) => wish.accepted === false) ? 'some' : 'all';
