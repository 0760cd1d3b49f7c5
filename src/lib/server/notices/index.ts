export { dropHandledRows, dropOldNotices } from './drop-old.ts';
export { handOnLateOutboxRows, handOnOutboxRow, residentTopic } from './hand-on.ts';
export { countUnread, findNotices, markRead } from './store.ts';
