import { parentPort, workerData } from 'node:worker_threads';
import { renderPinSheets } from '../render-pin-slip.ts';
import type { SheetsOrder } from './typeset-sheets.ts';

const order = workerData as SheetsOrder;
parentPort?.postMessage(renderPinSheets(order, order.createdAt));
