export { acceptTerms } from './accept-terms.ts';
export {
  accountFilters,
  listAccounts,
  openAccount,
  type AccountDetail,
  type AccountFilter,
  type AccountLine,
  type AccountState,
} from './accounts-view.ts';
export { addStaff, type TemporaryPassword, type TypedStaff } from './add-staff.ts';
export { slowDown } from './address-turnstile.ts';
export { callerOf, type Caller } from './caller.ts';
export {
  changeStaff,
  endStaffSessions,
  resetSecondFactor,
  resetStaffPassword,
  setStaffActive,
} from './change-staff.ts';
export { changePassword, type TypedNewPassword } from './change-password.ts';
export { changePin, type TypedNewPin } from './change-pin.ts';
export { createStaffAccount, type NewStaff } from './create-staff-account.ts';
export {
  createDemoOfficers,
  demoOfficerHints,
  demoOfficers,
  demoResidentHints,
  demoResidents,
  setDemoPin,
  type DemoOfficer,
  type DemoResident,
} from './demo-accounts.ts';
export { dropOldSessions } from './drop-old-sessions.ts';
export { endOwnSessions } from './end-own-sessions.ts';
export { hasFreshProof, requireFreshProof } from './fresh-proof.ts';
export { giveCode } from './give-code.ts';
export { issuePin, type IssuedPin } from './issue-pin.ts';
export { closeAccount, endResidentSessions, unlockAccount } from './manage-account.ts';
export { hashingFigures } from './memorised-secret.ts';
export { findOwnAccount, type OwnAccount } from './own-account.ts';
export { findOwnSessions, type OwnSession } from './own-sessions.ts';
export { provePin } from './prove-pin.ts';
export { mustManageStaff } from './policy.ts';
export { proveStaff } from './prove-staff.ts';
export { randomPassword } from './random-secret.ts';
export { renderPinSlip, type PinSlip } from './render-pin-slip.ts';
export { findHalfwayOfficer, type HalfSignedIn } from './second-factor-setup.ts';
export { completeSession, identify, openSession, termsVersion } from './sessions.ts';
export { signInResident, type TypedPin } from './sign-in-resident.ts';
export { signInStaff, type NextStep } from './sign-in-staff.ts';
export { signOut } from './sign-out.ts';
export { findStaffNames } from './staff-store.ts';
export {
  addStaffByCommand,
  commandLine,
  listStaffByCommand,
  resetStaffByCommand,
} from './staff-by-command.ts';
export { getStaffDetail, listStaff, type StaffLine } from './staff-view.ts';
export { findAlarm, watchSignIns, type SignInAlarm } from './watch-sign-ins.ts';
export { takeOutAccount } from './take-out-account.ts';
export { usesAccount } from './uses-account.ts';
export {
  listBatches,
  listPlaces,
  openBatch,
  openHandOverList,
  type BatchLine,
  type OpenedBatch,
  type SlipLine,
} from './batches/batch-view.ts';
export { carryOutBatch } from './batches/carry-out-batch.ts';
export { fetchSlips } from './batches/fetch-slips.ts';
export { forgetSlips } from './batches/forget-slips.ts';
export { handOverSlips, takeBackHandOver } from './batches/hand-over-slips.ts';
export { dropBatch, issueBatch } from './batches/issue-batch.ts';
export { prepareBatch, type BatchChoice, type BatchPreparer } from './batches/prepare-batch.ts';
export { renderHandOverList } from './batches/render-hand-over-list.ts';
export { resumeBatches } from './batches/resume-batches.ts';
export { askForPin, type TypedPinRequest } from './pin-requests/ask-for-pin.ts';
export { grantPinRequest, refusePinRequest } from './pin-requests/decide-request.ts';
export { dropOldPinRequests, dropPinRequestPictures } from './pin-requests/forget-requests.ts';
export { newFormToken, wasOpenLongEnough } from './pin-requests/form-token.ts';
export {
  countWaitingPinRequests,
  listPinRequests,
  openPinRequest,
  openPinRequestPicture,
  readPinRequestDesk,
  type OpenedPinRequest,
  type PinCandidate,
} from './pin-requests/request-view.ts';
