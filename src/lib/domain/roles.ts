/** The roles an officer can hold; one person may hold several. */
export const staffRoles = [
  'admin',
  'operator',
  'official',
  'secretary',
  'head',
  'editor',
  'overseer',
] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Roles as the office reads them. */
export const staffRoleNames: Record<StaffRole, string> = {
  admin: 'Admin',
  operator: 'Operator',
  official: 'Perangkat Desa',
  secretary: 'Sekretaris Desa',
  head: 'Kepala Desa',
  editor: 'Redaksi',
  overseer: 'Pengawas',
};

/**
 * The one access table: who may do what in the office. Use-cases ask it; pages only mirror it.
 * Steps of a letter's chain are further narrowed by request-status.ts.
 */
export const access = {
  'requests.read': ['admin', 'operator', 'official', 'secretary', 'head', 'overseer'],
  'requests.verify': ['operator', 'admin'],
  'requests.process': ['official', 'secretary', 'head'],
  'letters.approve': ['head'],
  'letters.withdraw': ['head'],
  'letters.replace': ['admin', 'operator', 'head'],
  'letters.counter': ['operator', 'admin'],
  'letters.number': ['admin', 'operator', 'secretary', 'head'],
  'letters.hand-over': ['operator', 'admin', 'official'],
  'mail.read': ['admin', 'operator', 'official', 'secretary', 'head', 'overseer'],
  'mail.register': ['admin', 'operator', 'secretary'],
  'mail.dispose': ['secretary', 'head'],
  'mail.follow-up': ['admin', 'operator', 'official', 'secretary', 'head'],
  // Whoever prepares letters may draft their forms and words; what residents are then offered is
  // decided by those who answer for the office's letters.
  'letter-types.edit': ['admin', 'operator', 'secretary', 'head'],
  'letter-types.publish': ['admin', 'secretary', 'head'],
  'residents.read': ['admin', 'operator', 'official', 'secretary', 'head'],
  'residents.unmask': ['admin', 'operator', 'official', 'secretary', 'head'],
  'residents.import': ['admin', 'operator'],
  'residents.edit': ['admin', 'operator'],
  'residents.export': ['admin', 'operator', 'secretary', 'head'],
  'events.record': ['admin', 'operator'],
  'areas.manage': ['admin', 'operator'],
  'voices.read': ['admin', 'operator', 'official', 'secretary', 'head', 'overseer'],
  'voices.verify': ['admin', 'operator', 'secretary'],
  // More than one, for a voice about one of them must find another (decision 28).
  'voices.assign': ['admin', 'secretary', 'head'],
  'voices.handle': ['admin', 'operator', 'official', 'secretary', 'head'],
  'voices.identify': ['admin', 'secretary', 'head'],
  'corrections.decide': ['admin', 'operator'],
  // Who receives what is data of a specific kind: only those who work with it.
  'aid.read': ['admin', 'operator', 'official', 'secretary', 'head'],
  'aid.manage': ['admin', 'operator', 'official'],
  // What the village meeting decided is entered by those who answer for it.
  'aid.decide': ['secretary', 'head', 'admin'],
  'aid.answer': ['admin', 'operator', 'secretary', 'head'],
  'aid.export': ['admin', 'operator', 'official', 'secretary', 'head'],
  'registers.read': ['admin', 'operator', 'official', 'secretary', 'head', 'overseer'],
  // How the village serves: figures, and words that nobody signed.
  'reports.read': ['admin', 'operator', 'official', 'secretary', 'head', 'overseer'],
  // What went out to residents: a first name, no address and no text.
  'deliveries.read': ['admin', 'operator', 'secretary', 'head'],
  'deliveries.retry': ['admin', 'operator'],
  'accounts.manage': ['admin', 'operator'],
  // Whoever knows what goes on may write; what the village says to everybody is decided by few.
  'news.write': ['editor', 'admin', 'operator', 'official', 'secretary', 'head'],
  'news.publish': ['editor', 'admin', 'secretary', 'head'],
  // What residents say under news: whoever keeps the village's word on it, and those at the counter.
  'comments.moderate': ['editor', 'admin', 'operator', 'secretary', 'head'],
  'staff.manage': ['admin'],
  'village.settings': ['admin'],
  'certificate.manage': ['admin', 'head'],
  'signers.manage': ['admin', 'head'],
  'audit.read': ['admin', 'head', 'overseer'],
} as const satisfies Record<string, readonly StaffRole[]>;

export type Capability = keyof typeof access;

/** Whether any of the roles has the capability. */
export function may(roles: readonly StaffRole[], capability: Capability): boolean {
  return (access[capability] as readonly StaffRole[]).some((r) => roles.includes(r));
}
