import type { VillageTx } from '#lib/server/platform/index.ts';
import { findPictures, findSteps, type StepRow, type VoiceStep } from './thread-store.ts';

/** One step of a voice's life, or something said about it. */
export interface ThreadLine {
  id: string;
  at: Date;
  action: VoiceStep;
  toState: StepRow['to_state'];
  side: StepRow['by_kind'];
  /** For the reporter the office role, for officers the name with it; empty for the reporter. */
  by: string;
  text: string;
  /** Ids of pictures that came with it. */
  pictures: string[];
}

/** Steps that stay between officers. */
const internal: readonly VoiceStep[] = ['note', 'escalate'];
/** Steps whose words are from officer to officer. */
const internalWords: readonly VoiceStep[] = ['assign'];

/**
 * A voice's thread.
 * @param reader officers read all of it; the reporter neither notes nor orders, and no officer's name
 */
export async function readThread(
  tx: VillageTx,
  voiceId: string,
  reader: 'officer' | 'reporter',
): Promise<ThreadLine[]> {
  const [steps, pictures] = [await findSteps(tx, voiceId), await findPictures(tx, voiceId)];
  const forOfficer = reader === 'officer';
  return steps
    .filter(({ action }) => forOfficer || !internal.includes(action))
    .map((step) => ({
      id: step.id,
      at: step.at,
      action: step.action,
      toState: step.to_state,
      side: step.by_kind,
      by: forOfficer ? officerName(step) : officerRole(step),
      text: forOfficer || !internalWords.includes(step.action) ? step.text : '',
      pictures: pictures
        .filter(({ event_id: id }) => (step.action === 'send' ? id === null : id === step.id))
        .map(({ id }) => id),
    }));
}

const officerRole = ({ by_kind: kind, position }: StepRow): string =>
  kind === 'staff' ? (position ?? 'Petugas desa') : '';

const officerName = ({ by_kind: kind, position, staff_name: name }: StepRow): string =>
  kind === 'staff' ? [name, position].filter(Boolean).join(', ') : '';
