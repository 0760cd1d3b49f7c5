export {
  readDesk,
  stampOf,
  type Desk,
  type MatterKind,
  type ReceivedKind,
  type WaitingList,
} from './read-desk.ts';
export type { FoundKind, FoundLine } from './search-groups.ts';
export { searchOffice } from './search-office.ts';
