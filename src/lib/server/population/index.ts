export { type AreaNode, type AreaTree, listAreaTree } from './areas/areas-view.ts';
export { addArea, mergeArea, removeArea, renameArea, setAreaLeader } from './areas/manage-areas.ts';
export { type AreaHead, findAreaHeads } from './areas/area-heads.ts';
export { listAreaOptions } from './areas/area-choices.ts';
export { leadsOf } from './areas/area-store.ts';
export { carryOutImport } from './carry-out-import.ts';
export {
  type CarriedResident,
  carryResidents,
  matchResidents,
} from './carrying/carry-residents.ts';
export { type BroughtEvent, bringEvents, findEventPeople } from './carrying/events-store.ts';
export { findNumbered, findResidentsByNik, findThere } from './carrying/match-store.ts';
export {
  type CarriedOutcome,
  type CarriedRow,
  type RegisterTable,
  writeRows,
} from './carrying/rows-store.ts';
export {
  ensurePlaces,
  findSeatedByHand,
  type Leadership,
  type Place,
  type Seat,
  unseatStrangers,
  writeLeaders,
  writeSeats,
} from './carrying/seats-store.ts';
export { readRow } from './importing/read-row.ts';
export type { RegisterEntry } from './importing/register-entry.ts';
export { chatWith, mayChatWith } from './chat-with.ts';
export { commitImport, dropImport } from './commit-import.ts';
export { acceptCorrection } from './corrections/accept-correction.ts';
export { attachProof, getOwnProof, mostProofs, removeProof } from './corrections/attach-proof.ts';
export { cancelCorrection } from './corrections/cancel-correction.ts';
export { chooseFields, readFieldChoice } from './corrections/choose-fields.ts';
export { dropOldCorrectionDrafts, dropOldProofs } from './corrections/drop-old.ts';
export { proofField, type DraftField } from './corrections/draft-correction.ts';
export { keepWishes, readDraft } from './corrections/keep-wishes.ts';
export { countWaitingCorrections, listCorrections } from './corrections/list-corrections.ts';
export { getOwnCorrection, listOwnCorrections } from './corrections/list-own-corrections.ts';
export { openCorrection, openProof } from './corrections/open-correction.ts';
export { lateBefore, readCorrectionDesk } from './corrections/read-correction-desk.ts';
export { refuseCorrection } from './corrections/refuse-correction.ts';
export { sendCorrection } from './corrections/send-correction.ts';
export { declareChange } from './declare-change.ts';
export { openEventForm, type EventForm, type FormMember } from './events/event-form.ts';
export {
  countMonth,
  type EventLine,
  findEventProposal,
  listEvents,
  listProposals,
  type MonthFigures,
  openEvent,
  type OpenedEvent,
  type Proposal,
} from './events/events-view.ts';
export { countOpenProposals } from './events/proposal-store.ts';
export { dismissProposal, proposeEvent } from './events/propose-event.ts';
export { recordPopulationEvent, type TypedEvent } from './events/record-event.ts';
export { undoPopulationEvent } from './events/undo-event.ts';
export { arrangeFamily } from './families/arrange-family.ts';
export { changeFamily, type TypedFamily } from './families/change-family.ts';
export {
  type FamilyLine,
  findJoiner,
  type Joiner,
  type FamilyMember,
  openFamily,
  type OpenedFamily,
  searchFamilies,
} from './families/families-view.ts';
export { findFormFamily } from './families/find-form-family.ts';
export { readRelation } from './families/family-input.ts';
export { type FamilyMove, leaveFamily, moveIntoFamily } from './families/move-members.ts';
export { printFamilyCard } from './families/print-family-card.ts';
export { mergeFamilies, splitFamily } from './families/split-family.ts';
export type { ExportedNumbers } from './exporting/export-cells.ts';
export { exportResidents, type ExportOrder } from './exporting/export-residents.ts';
export {
  type HouseholdLine,
  listHouseholds,
  openHousehold,
  type OpenedHousehold,
  usesHouseholds,
} from './households/households-view.ts';
export {
  addHousemates,
  changeHousehold,
  createHousehold,
  removeHousemate,
  setHouseholdHead,
  type TypedHousehold,
} from './households/manage-household.ts';
export { forgetOldImports } from './forget-imports.ts';
export type { ImportCounts, ImportState } from './import-store.ts';
export {
  getImport,
  type ImportLine,
  type ImportView,
  listImportRows,
  listImports,
  pagesOf,
} from './import-view.ts';
export { columnChoices, matchColumns } from './match-columns.ts';
export { openResident, unmaskResident, type OpenedResident } from './open-resident.ts';
export { findNamedResidents, findNames, type NamedResident } from './own/names.ts';
export { openOwnPhoto } from './own/own-photo.ts';
export {
  readFamilyMember,
  readOwnRecord,
  takeOutRecord,
  type OwnRecord,
} from './own/own-record.ts';
export { findPaperRights } from './own/paper-rights.ts';
export { findReaches } from './own/reach.ts';
export { listCopies, takeBiodata, takeFamilyCard, type Copies } from './own/take-copy.ts';
export {
  findFamily,
  findLateFamily,
  findPersonByNik,
  findPersons,
  getPerson,
  type Person,
} from './person.ts';
export type { ImportVisitor } from './policy.ts';
export { readImport } from './read-import.ts';
export { openSpreadsheet } from './reading/open-spreadsheet.ts';
export { readSheets } from './reading/read-sheets.ts';
export { UnreadableFile } from './reading/unreadable-file.ts';
export { findRefusedRows, REFUSED_A_PART, writeRefusedFile } from './refused-file.ts';
export { addResident, type AddOutcome, type NewResident } from './record/add-resident.ts';
export { changeResident, type ChangeOutcome, type WantedChange } from './record/change-resident.ts';
export { checkNewcomer, openEntryForm } from './record/check-newcomer.ts';
export { compareResidents } from './record/compare-residents.ts';
export { findDoubles, type LikelyDouble } from './record/find-doubles.ts';
export { findMergedIds } from './record/merge-store.ts';
export { listDoubles } from './record/list-doubles.ts';
export { openForChange } from './record/open-for-change.ts';
export { readHistory } from './record/read-history.ts';
export { readPhoto, setPhoto } from './record/set-photo.ts';
export { suggestDoubles } from './record/suggest-doubles.ts';
export { distinguishResidents, mergeResidents } from './record/merge-residents.ts';
export { setNik } from './record/set-nik.ts';
export { resumeImports } from './resume-imports.ts';
export {
  findMatchingResidents,
  listAreaChoices,
  searchResidents,
  type ResidentLine,
  type ResidentPage,
  type ResidentSearch,
} from './search-residents.ts';
export { startImport } from './start-import.ts';
export { SEATS } from './step-down-store.ts';
export type { RegisterRow } from './columns.ts';
export { writeFiguresSheet } from './figures/figures-sheet.ts';
export {
  type PublicFigures,
  readFigures,
  readPublicFigures,
  takeOutFigures,
} from './figures/read-figures.ts';
export {
  type AskedBook,
  countDoubtful,
  purposeAdvice,
  readBook,
  showBookNumbers,
} from './registers/read-book.ts';
export { type AskedExport, takeOutBook } from './registers/take-out-book.ts';
