import { once } from 'node:events';
import { join } from 'node:path';
import { Worker, type TransferListItem } from 'node:worker_threads';
import { projectRoot } from './project-root.ts';

/** A thread that gave no answer: it wanted more memory or time than it may have, or ended before. */
export class ThreadFailure extends Error {
  readonly reason: 'memory' | 'time' | 'ended';

  constructor(reason: 'memory' | 'time' | 'ended', cause?: unknown) {
    super(`The thread gave no answer (${reason}).`, { cause });
    this.reason = reason;
  }
}

/** How a thread is kept within bounds; without them it may take what it wants. */
export interface ThreadBounds {
  /** Handed over to the thread, and empty afterwards. */
  handOver?: TransferListItem[];
  heapMegabytes?: number;
  /** What its buffers may hold, which the heap's bound does not count. */
  bufferMegabytes?: number;
  milliseconds?: number;
}

/** How often a thread's buffers are looked at. */
const everyMilliseconds = 200;

/**
 * Runs a file of ours in a thread of its own and gives its first message: what takes long or cannot be
 * trusted must not hold up the server.
 * @param source the file, from the project's root
 * @param order the thread's `workerData`
 * @throws ThreadFailure, or what the thread threw
 */
export async function inThread<T>(
  source: string,
  order: unknown,
  { handOver = [], heapMegabytes, bufferMegabytes, milliseconds }: ThreadBounds = {},
): Promise<T> {
  // From source also when the server is built: a thread starts from a file of its own.
  const thread = new Worker(join(projectRoot(), source), {
    workerData: order,
    transferList: handOver,
    ...(heapMegabytes && { resourceLimits: { maxOldGenerationSizeMb: heapMegabytes } }),
    // The server's own flags are not the thread's.
    execArgv: [],
  });
  const full = new AbortController();
  const late = milliseconds ? [AbortSignal.timeout(milliseconds)] : [];
  const bound = { signal: AbortSignal.any([full.signal, ...late]) };
  const look = () => void endIfFull(thread, bufferMegabytes ?? Infinity, full);
  const watch = bufferMegabytes && setInterval(look, everyMilliseconds);
  try {
    const ended = once(thread, 'exit', bound).then((): [T] => {
      throw new ThreadFailure('ended');
    });
    const [answer] = (await Promise.race([once(thread, 'message', bound), ended])) as [T];
    return answer;
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === 'ERR_WORKER_OUT_OF_MEMORY' || full.signal.aborted)
      throw new ThreadFailure('memory', error);
    if (code === 'ABORT_ERR') throw new ThreadFailure('time', error);
    throw error;
  } finally {
    clearInterval(watch);
    await thread.terminate();
  }
}

/** Ends a thread's time once its buffers hold more than they may. */
async function endIfFull(thread: Worker, megabytes: number, full: AbortController) {
  // One that has ended has no memory to tell of.
  const memory = await thread.getHeapStatistics().catch(() => undefined);
  if (memory && memory.external_memory > megabytes * 1024 * 1024) full.abort();
}
