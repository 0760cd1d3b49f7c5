export {
  addProgramme,
  changeProgramme,
  closeProgramme,
  hideList,
  publishList,
  reopenProgramme,
} from './manage-programme.ts';
export { addStage, changeStage, removeStage } from './manage-stages.ts';
export { listProgrammes, openProgramme } from './programme-view.ts';
export { addRecipient } from './add-recipient.ts';
export { changeRecipient, moveRecipient } from './move-recipient.ts';
export { openPaymentProof, recordPayment, voidPayment } from './payments.ts';
export { countDoubtful, listDoubtful, listRecipients, openRecipient } from './recipient-view.ts';
export { listOwnAid, openOwnAid, type OwnAid } from './own-aid.ts';
export { findCandidate } from './recipient-candidate.ts';
export { listPublicProgrammes, readPublicNames } from './public-list.ts';
