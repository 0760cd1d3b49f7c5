export { checkTrail, findLastCheck, type LastCheck } from './check-trail.ts';
export { listAccesses, type Access } from './list-accesses.ts';
export { readTrail, type TrailFilter } from './read-trail.ts';
export { actorColumns, recordEvent, recordEvents, type AuditFact } from './record-event.ts';
export { findLatestEvent } from './store.ts';
export { sealChain, verifyChain, type ChainReport } from './verify-chain.ts';
