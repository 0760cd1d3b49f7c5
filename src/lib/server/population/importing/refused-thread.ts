/**
 * The thread that writes refused rows as a spreadsheet: started by refused-file.ts, so that the
 * server goes on answering meanwhile.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { type RefusedRow, writeRefused } from './write-refused.ts';

parentPort!.postMessage(await writeRefused(workerData as RefusedRow[]));
