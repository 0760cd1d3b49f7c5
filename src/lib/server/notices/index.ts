export { dropHandledRows, dropOldNotices } from './drop-old.ts';
export {
  handOnLateOutboxRows,
  handOnOutboxRow,
  residentTopic,
  type HandedNotice,
} from './hand-on.ts';
export { findNotices, markRead, unreadOf } from './store.ts';
