/** What becomes of whatever refers to a record that is merged into another. */
export type ReferenceTreatment =
  /** Refers to the kept record from now on. */
  | { how: 'move' }
  /** The same, unless the kept record has its own by these columns; then it stays where it is. */
  | { how: 'move-unless'; same: readonly string[] }
  /** Refers to the kept record, and ends: the account that it came through is closed. */
  | { how: 'end-and-move' }
  /** A seat at the head: moves with a kept record that belongs there, else it is empty. */
  | { how: 'seat'; belongs: 'family_id' | 'household_id' }
  /** The account that works stays with the record that is kept for its sake; the other is closed. */
  | { how: 'close' }
  /** Of no use any more. */
  | { how: 'drop' };

/**
 * Every foreign key to a resident, by table and column. A test compares this with the database's own
 * catalogue: a table that refers to residents from now on must say here what a merge does to it.
 */
export const residentReferences: Readonly<Record<string, ReferenceTreatment>> = {
  'aid_recipient.resident_id': { how: 'move-unless', same: ['programme_id'] },
  'aid_voice.asked_by': { how: 'move-unless', same: ['issue_key'] },
  'aid_voice.subject_id': { how: 'move' },
  'article_comment.resident_id': { how: 'move' },
  'area_leader.resident_id': { how: 'move' },
  'carried_record.resident_id': { how: 'move' },
  // Sealed for the account that it was verified with, which is closed.
  'contact.resident_id': { how: 'drop' },
  'contact_code.resident_id': { how: 'drop' },
  'correction_request.asked_by': { how: 'move' },
  'correction_request.resident_id': { how: 'move' },
  'delivery.resident_id': { how: 'move' },
  'distinct_people.first_id': { how: 'drop' },
  'distinct_people.second_id': { how: 'drop' },
  'event_proposal.resident_id': { how: 'move-unless', same: ['request_id', 'kind'] },
  'family.head_id': { how: 'seat', belongs: 'family_id' },
  'household.head_id': { how: 'seat', belongs: 'household_id' },
  'introduction.answered_by': { how: 'move' },
  'known_device.resident_id': { how: 'move-unless', same: ['token_hash'] },
  'letter_batch_item.resident_id': { how: 'move-unless', same: ['batch_id'] },
  'letter_request.applicant_id': { how: 'move' },
  'letter_request.subject_id': { how: 'move' },
  'notice.resident_id': { how: 'move' },
  'pin_batch_slip.resident_id': { how: 'move-unless', same: ['batch_id'] },
  'pin_request.resident_id': { how: 'move' },
  'population_event.resident_id': { how: 'move' },
  'resident.merged_into': { how: 'move' },
  // Names the kept record by its own triggers.
  'resident_search.resident_id': { how: 'drop' },
  'resident_account.resident_id': { how: 'close' },
  'session.resident_id': { how: 'end-and-move' },
  'staff_account.resident_id': { how: 'move' },
  'voice.reporter_id': { how: 'move' },
  'voice_joiner.resident_id': { how: 'move-unless', same: ['voice_id'] },
};

/** Columns that name a resident without a foreign key, and move as well. */
export const unboundReferences: readonly string[] = ['source_key.our_id'];
