import { isDeepStrictEqual } from 'node:util';
import { requireOfficer } from '#lib/domain/authority.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import { now, type VillageTx } from '#lib/server/platform/index.ts';
import { getProfileLocked, updateProfile } from './settings-store.ts';
import type { VillageContext } from './village-context.ts';

/** What an admin may set of a village. Left out: stays as it is. */
export type ProfileChange = Partial<
  Pick<
    VillageContext,
    | 'address'
    | 'postalCode'
    | 'phone'
    | 'email'
    | 'website'
    | 'about'
    | 'servicePledge'
    | 'officeHours'
    | 'shortCode'
    | 'numberPattern'
    | 'counterScope'
    | 'counterShared'
    | 'paper'
    | 'letterLook'
    | 'counterPrints'
    | 'introducedLetters'
    | 'introductionDays'
    | 'voiceVerifyDays'
    | 'voiceAnswerDays'
    | 'voiceReplyDays'
    | 'voiceReopenDays'
    | 'commentsOn'
    | 'quietFrom'
    | 'quietTo'
    | 'publicOrigin'
    | 'accent'
    | 'uploadRetentionDays'
    | 'archiveYears'
  >
>;

const columns = {
  address: 'address',
  postalCode: 'postal_code',
  phone: 'phone',
  email: 'email',
  website: 'website',
  about: 'about',
  servicePledge: 'service_pledge',
  officeHours: 'office_hours',
  shortCode: 'short_code',
  numberPattern: 'number_pattern',
  counterScope: 'counter_scope',
  counterShared: 'counter_shared',
  paper: 'paper',
  letterLook: 'letter_look',
  counterPrints: 'counter_prints',
  introducedLetters: 'introduced_letters',
  introductionDays: 'introduction_days',
  voiceVerifyDays: 'voice_verify_days',
  voiceAnswerDays: 'voice_answer_days',
  voiceReplyDays: 'voice_reply_days',
  voiceReopenDays: 'voice_reopen_days',
  commentsOn: 'comments_on',
  quietFrom: 'quiet_from',
  quietTo: 'quiet_to',
  publicOrigin: 'public_origin',
  accent: 'accent',
  uploadRetentionDays: 'upload_retention_days',
  archiveYears: 'archive_years',
} as const satisfies Record<keyof ProfileChange, string>;

/**
 * Changes settings and records which. The caller calls refreshVillages() once it is committed.
 * @param change judged already (settings-input.ts)
 * @returns the names of what is different now
 * @throws Refusal unless the visitor may change the village's settings
 */
export async function changeProfile(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  change: ProfileChange,
): Promise<string[]> {
  requireOfficer(visitor, 'village.settings');
  const profile = await getProfileLocked(tx);
  const names = Object.keys(change) as (keyof ProfileChange)[];
  const fields = names.filter((name) => !isDeepStrictEqual(change[name], profile[columns[name]]));
  if (fields.length === 0) return [];
  const values = fields.map((name) => {
    const value = change[name];
    // Lists are arrays of the database, anything else that is made of parts is JSON.
    const json = typeof value === 'object' && value && !Array.isArray(value);
    return [columns[name], json ? JSON.stringify(value) : value];
  });
  await updateProfile(tx, { ...Object.fromEntries(values), updated_at: now() });
  await recordEvent(tx, villageId, visitor, {
    action: 'village.change-settings',
    details: { fields },
  });
  return fields;
}
