export {
  addProgramme,
  changeProgramme,
  closeProgramme,
  hideList,
  publishList,
  reopenProgramme,
  takeOverProgramme,
} from './manage-programme.ts';
export { findCarriedProgrammes } from './programme-store.ts';
export { addStage, changeStage, removeStage } from './manage-stages.ts';
export { listProgrammes, openProgramme } from './programme-view.ts';
export { addRecipient } from './add-recipient.ts';
export { changeRecipient, moveRecipient } from './move-recipient.ts';
export { countProofRetention, dropOldPaymentProofs } from './proof-retention.ts';
export { openPaymentProof, recordPayment, voidPayment } from './payments.ts';
export { countDoubtful, listDoubtful, listRecipients, openRecipient } from './recipient-view.ts';
export { listOwnAid, openOwnAid, type OwnAid } from './own-aid.ts';
export { findCandidate } from './recipient-candidate.ts';
export { listPublicProgrammes, readPublicNames } from './public-list.ts';
export {
  findObjectionTo,
  objectToAid,
  openProposalForm,
  proposeAid,
  withdrawVoice,
} from './send-voice.ts';
export { answerVoice } from './answer-voice.ts';
export {
  countWaitingVoices,
  listOwnVoices,
  listVoices,
  openChat,
  openOwnVoice,
  openVoice,
  voiceViews,
  type VoiceView,
} from './voices-view.ts';
export {
  carryOutAidImport,
  checkCarried,
  checkImport,
  dropAidImport,
  dropOldAidImports,
  openImport,
} from './import-recipients.ts';
export { readAidDesk } from './read-aid-desk.ts';
export { listNamed } from './list-named.ts';
export { exportRecipients } from './export-recipients.ts';
export { takeOutAid } from './take-out-aid.ts';
export { actTogether, listTogether, togetherActions } from './act-together.ts';
export { searchAid } from './search-aid.ts';
