/** Every kind of background work, with how often it is tried again. */
export const queues = {
  /** One outbox row to hand on. */
  outbox: { retryLimit: 8, retryDelay: 5, retryBackoff: true },
  'import-read': { retryLimit: 2, expireInSeconds: 3600 },
  'import-commit': { retryLimit: 5, expireInSeconds: 3600 },
  /** The PINs of a batch and their document. */
  'pin-batch': { retryLimit: 5, expireInSeconds: 3600 },
  /** One letter for a list of residents, letter by letter. */
  'letter-batch': { retryLimit: 5, expireInSeconds: 3600 },
  /** One notice to send on one channel; what fails is tried again by the sweep. */
  delivery: { retryLimit: 0 },
  /** Every minute: notices that are due, and what bots were told. */
  channels: { retryLimit: 0, expireInSeconds: 1800 },
  /** Regular chores: sweeps, checkpoints, retention. */
  chores: { retryLimit: 1 },
} as const;

export type QueueName = keyof typeof queues;
