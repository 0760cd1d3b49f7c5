export { askOutside, OutsideError, type OutsideAnswer } from './ask-outside.ts';
export { now, setClock, type Clock } from './clock.ts';
export { readConfig, type Config } from './config.ts';
export { isDataFault } from './database/data-fault.ts';
export { inThread, ThreadFailure } from './in-thread.ts';
export { log, redact } from './log.ts';
export { announce } from './outbox.ts';
export { remember } from './remember.ts';
export { projectRoot } from './project-root.ts';
export { statement } from './statement.ts';
export { tendDatabase } from './tend-database.ts';
export {
  keptWhileRunning,
  platform,
  startPlatform,
  stopPlatform,
  type Platform,
} from './platform.ts';
export { readVillage, withVillage, type VillageTx } from './transaction.ts';
export {
  storeFile,
  readStoredFile,
  dropStoredFile,
  sweepStoredFiles,
  sweepStrayFiles,
  type StoredFile,
} from './stored-files.ts';
export {
  largestUpload,
  readIllustration,
  readLogo,
  readPortrait,
  readUpload,
  type CleanIllustration,
  type CleanUpload,
  type UploadKind,
} from './uploads.ts';
export type { DB } from './schema.d.ts';
export type { JobData, JobHandler } from './jobs/jobs.ts';
export {
  spreadsheetStream,
  type SheetCell,
  type SheetLayout,
  type SheetRow,
} from './spreadsheets/write-spreadsheet.ts';
export { printableData, printableText } from './typesetting/printable-data.ts';
export { joinPdfs } from './typesetting/join-pdfs.ts';
export { typesetParts, type LongDocument } from './typesetting/typeset-parts.ts';
export { qrCode } from './typesetting/qr-code.ts';
export {
  imagePath,
  typesetPdf,
  typesetSvg,
  type TypesetterImage,
} from './typesetting/typesetter.ts';
