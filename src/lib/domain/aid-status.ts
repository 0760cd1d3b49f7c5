import type { StatusTone } from './request-status.ts';
import type { Capability } from './roles.ts';

/**
 * A recipient's life in a programme: one table of states, acts and who may. A stage that was handed
 * out or failed is an act too, and leaves the recipient active.
 */
export const aidStates = [
  'proposed',
  'verified',
  'decided',
  'active',
  'refused',
  'stopped',
] as const;
export type AidState = (typeof aidStates)[number];

export const aidActions = [
  'verify',
  'send-back',
  'decide',
  'activate',
  'pay',
  'fail',
  'refuse',
  'stop',
  'resume',
  'reopen',
] as const;
export type AidAction = (typeof aidActions)[number];

/** What an act needs to be said with. */
type Needs = 'reason' | 'decision' | 'stage';

interface Transition {
  to: AidState;
  needs: Capability;
  asks?: Needs;
}

const prepares = 'aid.manage' satisfies Capability;
const decides = 'aid.decide' satisfies Capability;

/** State → what may be done, the state after, by whom, and what must be said. */
export const aidTransitions: Record<AidState, Partial<Record<AidAction, Transition>>> = {
  proposed: {
    verify: { to: 'verified', needs: prepares },
    refuse: { to: 'refused', needs: decides, asks: 'reason' },
  },
  verified: {
    decide: { to: 'decided', needs: decides, asks: 'decision' },
    'send-back': { to: 'proposed', needs: prepares, asks: 'reason' },
    refuse: { to: 'refused', needs: decides, asks: 'reason' },
  },
  decided: {
    activate: { to: 'active', needs: prepares },
    stop: { to: 'stopped', needs: decides, asks: 'reason' },
  },
  active: {
    pay: { to: 'active', needs: prepares, asks: 'stage' },
    fail: { to: 'active', needs: prepares, asks: 'stage' },
    stop: { to: 'stopped', needs: decides, asks: 'reason' },
  },
  refused: {
    reopen: { to: 'proposed', needs: decides, asks: 'reason' },
  },
  stopped: {
    resume: { to: 'active', needs: decides, asks: 'reason' },
  },
};

/** The state after an act; undefined where it cannot be done. */
export const moveAid = (state: AidState, action: AidAction): Transition | undefined =>
  aidTransitions[state][action];

/** What somebody who may do these things can do with a recipient, in the order of the table. */
export function aidActionsFor(
  state: AidState,
  can: (capability: Capability) => boolean,
): AidAction[] {
  return (Object.entries(aidTransitions[state]) as [AidAction, Transition][])
    .filter(([, { needs }]) => can(needs))
    .map(([action]) => action);
}

/** States in which somebody takes up a place in a programme. */
export const aidLive: readonly AidState[] = ['proposed', 'verified', 'decided', 'active'];
/** Whom a public list names: those on whom was decided. */
export const aidPublic: readonly AidState[] = ['decided', 'active'];

export const aidStateNames: Record<AidState, string> = {
  proposed: 'Diusulkan',
  verified: 'Diverifikasi',
  decided: 'Ditetapkan',
  active: 'Aktif',
  refused: 'Tidak disetujui',
  stopped: 'Dihentikan',
};

export const aidStateTones: Record<AidState, StatusTone> = {
  proposed: 'wait',
  verified: 'wait',
  decided: 'go',
  active: 'ok',
  refused: 'no',
  stopped: 'no',
};

/** How it stands, said to whom it concerns. */
export const aidStateWords: Record<AidState, string> = {
  proposed: 'Sudah diusulkan. Petugas desa memeriksa datanya dulu.',
  verified: 'Data sudah diperiksa. Menunggu keputusan musyawarah desa.',
  decided: 'Sudah ditetapkan sebagai penerima. Bantuan belum mulai disalurkan.',
  active: 'Terdaftar sebagai penerima.',
  refused: 'Tidak disetujui sebagai penerima.',
  stopped: 'Bantuan dihentikan.',
};

/** Acts as an officer presses them. */
export const aidActionNames: Record<AidAction, string> = {
  verify: 'Sudah diverifikasi',
  'send-back': 'Kembalikan ke usulan',
  decide: 'Tetapkan',
  activate: 'Aktifkan',
  pay: 'Catat tersalur',
  fail: 'Catat gagal salur',
  refuse: 'Tidak disetujui',
  stop: 'Hentikan',
  resume: 'Lanjutkan lagi',
  reopen: 'Usulkan lagi',
};

/** What a step of the history is called. */
export const aidStepNames: Record<AidAction | 'propose' | 'enter' | 'void' | 'change', string> = {
  propose: 'Diusulkan',
  enter: 'Dimasukkan sebagai penerima',
  verify: 'Diverifikasi',
  'send-back': 'Dikembalikan ke usulan',
  decide: 'Ditetapkan',
  activate: 'Aktif sebagai penerima',
  pay: 'Bantuan disalurkan',
  fail: 'Bantuan gagal disalurkan',
  refuse: 'Tidak disetujui',
  stop: 'Dihentikan',
  resume: 'Dilanjutkan',
  reopen: 'Diusulkan lagi',
  void: 'Catatan penyaluran dibatalkan',
  change: 'Data penerima diubah',
};

/** Why aid is stopped. */
export const aidStopKinds = {
  graduated: 'Sudah mampu (graduasi)',
  died: 'Meninggal dunia',
  moved: 'Pindah',
  double: 'Menerima ganda',
  unfit: 'Tidak memenuhi syarat',
  withdrew: 'Mengundurkan diri',
  ended: 'Program berakhir',
  other: 'Alasan lain',
} as const;
export type AidStopKind = keyof typeof aidStopKinds;

/** The next stage that somebody gets: the first one not handed out yet. */
export function nextStage<Stage extends { id: string; number: number }>(
  stages: readonly Stage[],
  paid: ReadonlySet<string>,
): Stage | undefined {
  return stages.toSorted((a, b) => a.number - b.number).find((stage) => !paid.has(stage.id));
}
