export {
  countSignable,
  maySignToday,
  openSigningDesk,
  type Signable,
} from './desk/list-signable.ts';
export { readLetterDesk } from './desk/read-letter-desk.ts';
export { signMany, type SignedLine } from './desk/sign-many.ts';
export { giveUpSigning } from './esign/end-attempt.ts';
export { getServiceSettings, saveService } from './esign/save-service.ts';
export { signRequest } from './sign-request.ts';
export { arrangeDraft, type Arrangement } from './arrange-draft.ts';
export {
  listArchive,
  searchArchive,
  type ArchiveLine,
  type ArchivePage,
} from './archive/list-archive.ts';
export {
  listOpenReplacements,
  openLetter,
  openReceipt,
  type OpenedLetter,
} from './archive/open-letter.ts';
export { beginReplacement, withdrawAndReplace } from './archive/replace-letter.ts';
export { dropOldScans, listScanRetention, saveScanRetention } from './archive/scan-retention.ts';
export { answerBatch } from './batches/answer-batch.ts';
export { approveBatch, endBatch } from './batches/approve-batch.ts';
export type { BatchState } from './batches/batch-store.ts';
export {
  countBatchesWaiting,
  listLetterBatches,
  openLetterBatch,
  type LetterBatchLine,
  type OpenedLetterBatch,
} from './batches/batch-view.ts';
export { carryOutLetterBatch, resumeLetterBatches } from './batches/carry-out-batch.ts';
export { drawSample } from './batches/draw-sample.ts';
export type { ItemFilter } from './batches/item-store.ts';
export { addToList, takeOffList, type ListChoice } from './batches/list-residents.ts';
export { dropLetterBatch, fileBatch, forwardBatch, sendBackBatch } from './batches/move-batch.ts';
export { printBatch } from './batches/print-batch.ts';
export { listTypesForMany, startLetterBatch } from './batches/start-batch.ts';
export { approveRequest } from './approve-request.ts';
export { addOwnCode, importOwnCodes, removeOwnCode } from './classification/own-codes.ts';
export { findClassifications } from './classification/search-codes.ts';
export { chooseTypeCode, listTypeCodes, type TypeCode } from './classification/type-codes.ts';
export { fileAtCounter } from './counter/file-at-counter.ts';
export { findTypes } from './counter/find-types.ts';
export { followTicket, type Ticket } from './counter/follow-ticket.ts';
export {
  openCounterAttachment,
  openCounterDraft,
  type CounterDraft,
} from './counter/open-counter-draft.ts';
export { printTicket } from './counter/print-ticket.ts';
export { startAtCounter } from './counter/start-at-counter.ts';
export { attachFile, getOwnAttachment, removeAttachment } from './attach-file.ts';
export { cancelRequest } from './cancel-request.ts';
export {
  certificateState,
  ensureCertificate,
  importCertificate,
  listCertificates,
  renewCertificate,
  type CertificateState,
} from './certificates.ts';
export { answerIntroduction, type IntroductionAnswer } from './introduction/answer-introduction.ts';
export { countLedRequests, listLedRequests, openLedRequest } from './introduction/led-requests.ts';
export { tellUnanswered } from './introduction/tell-unanswered.ts';
export { waiveIntroduction } from './introduction/waive-introduction.ts';
export { saveIntroductions } from './introduction/save-introductions.ts';
export { listOwnPapers, openOwnPaper, removeOwnPaper } from './papers/own-papers.ts';
export { openOfferedFile, reusePaper } from './papers/reuse-paper.ts';
export { findReference } from './find-reference.ts';
export { keepDefaultPhrases } from './default-phrases.ts';
export {
  downloadOwnLetter,
  handOverLetter,
  printLetter,
  withdrawLetter,
  type LetterFile,
} from './issued-letter.ts';
export { addPhrase, listPhrases, removePhrase } from './kept-phrases.ts';
export { findPhrases, phraseKinds } from './phrase-store.ts';
export { drawLook, usualLines } from './draw-look.ts';
export { dropOldDrafts, dropOldUploads } from './drop-old.ts';
export { closeMail, disposeMail } from './mail/dispose-mail.ts';
export { followUpMail } from './mail/follow-up-mail.ts';
export {
  countMailWaiting,
  listIncoming,
  mailViews,
  openIncoming,
  openIncomingFile,
  readMailDesk,
  type MailView,
} from './mail/incoming-view.ts';
export { listOutgoing, openOutgoing, openOutgoingFile } from './mail/outgoing-view.ts';
export { addIncomingScans, registerIncoming } from './mail/register-incoming.ts';
export {
  addOutgoingScans,
  numberOutgoing,
  recordDelivery,
  voidOutgoing,
} from './mail/write-outgoing.ts';
export { canChat, openChat } from './open-chat.ts';
export { moveRequest, type OfficeMove } from './move-request.ts';
export { openAttachment, openRequest, previewRequest, type OfficeRequest } from './open-request.ts';
export {
  getOwnRequest,
  listOwnRequests,
  listSubjects,
  type OwnRequest,
  type OwnRequestDetail,
} from './own-requests.ts';
export {
  allotIncomingNumber,
  allotNumber,
  type AllottedNumber,
  type ChosenNumber,
} from './numbering/allot-number.ts';
export {
  findReservedFor,
  listNumbers,
  type CounterLine,
  type NumberBook,
} from './numbering/list-numbers.ts';
export type { NumberPlace, NumberRow } from './numbering/number-store.ts';
export { reserveNumbers } from './numbering/reserve-numbers.ts';
export { startCounterAt } from './numbering/start-counter.ts';
export { useReservedNumber } from './numbering/use-number.ts';
export { voidNumber } from './numbering/void-number.ts';
export { endMandate, giveMandate } from './signers/give-mandate.ts';
export { listSigners, type MandateLine, type OfficialLine } from './signers/list-signers.ts';
export { endAbsence, recordAbsence } from './signers/record-absence.ts';
export { saveOfficial } from './signers/save-official.ts';
export { promiseDay } from './promise-day.ts';
export { readLetterService, type LetterService } from './service-report/read-letter-service.ts';
export { countServed } from './service-report/service-report-store.ts';
export { refileRequest } from './refile-request.ts';
export { readLetterBook, takeOutLetterBook } from './registers/letter-books.ts';
export { remindOffice } from './remind-office.ts';
export { saveNumbering } from './save-numbering.ts';
export { saveDraft } from './save-draft.ts';
export { serviceFigures, type ServiceFigures } from './service-figures.ts';
export { serviceRecord } from './service-record.ts';
export { startDraft } from './start-draft.ts';
export { findProblems, submitRequest } from './submit-request.ts';
export { findTrailSubjects } from './trail-subjects.ts';
export { shippedTypes } from './type-files.ts';
export { addType, importType } from './types/add-type.ts';
export { moveType, orderByUse, retireType } from './types/arrange-types.ts';
export { discardDraft, editType } from './types/edit-type.ts';
export { listTypes } from './types/list-types.ts';
export { checkText, openType, type OpenedType } from './types/open-type.ts';
export { previewType, tryType, type PreviewInput } from './types/preview-type.ts';
export { followShipped, goBackToVersion, keepOwnText, publishType } from './types/publish-type.ts';
export { compareVersions, listVersions, takeOutType } from './types/type-history.ts';
export { findLetterType, findPublicType, letterTypes, publicTypes } from './types/village-types.ts';
export { verifyByCode, type LetterSeal, type VerifiedLetter } from './verify-letter.ts';
export { verifyUpload, type UploadVerdict } from './verify-upload.ts';
export {
  countOfficeWork,
  listWork,
  workViews,
  type WorkItem,
  type WorkPage,
  type WorkView,
} from './worklist.ts';
export { takeOutRequests } from './take-out-requests.ts';
