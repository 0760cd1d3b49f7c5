export { recordEvent, type AuditFact } from './record-event.ts';
export { findEvents, type EventFilter } from './store.ts';
export { sealChain, verifyChain, type ChainReport } from './verify-chain.ts';
