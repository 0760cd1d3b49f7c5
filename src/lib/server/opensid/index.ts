export { carryOpensid, type CarryOptions } from './carry-opensid.ts';
export {
  type CarriedProgramme,
  countCarriedProgrammes,
  listCarriedProgrammes,
  listCarriedRecipients,
} from './carried-aid.ts';
export {
  type CarriedArticle,
  countCarriedArticles,
  listCarriedArticles,
} from './carried-articles.ts';
export {
  type CarriedComplaint,
  getComplaintToBring,
  hasCarriedComplaints,
  listCarriedComplaints,
  openCarriedComplaint,
  type OpenedComplaint,
} from './carried-complaints.ts';
export type { CarryProgress } from './carry-progress.ts';
export { UnreadableDump } from './dump/unreadable-dump.ts';
export { forgetOldOpensidRows } from './forget-rows.ts';
export {
  type CarriedImport,
  type CarriedTable,
  getOpensidImport,
  listOpensidImports,
  listRefusedSources,
  REFUSALS_A_PAGE,
  type RefusedSource,
} from './import-view.ts';
export {
  countFormerAccountHolders,
  findFormerAccountHolders,
  type KeptRecord,
  type KeptRecordPage,
  listKeptRecords,
  openKeptRecord,
  type OpenedRecord,
} from './records-view.ts';
