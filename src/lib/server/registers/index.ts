export { writeBookDocument } from './book-document.ts';
export { type AskedScope, type BookPeriod, monthScope, scopeOf } from './book-scope.ts';
export { writeBookSheet } from './book-sheet.ts';
export { fileNameOf } from './book-words.ts';
export {
  bookYears,
  findBookSigners,
  LINES_A_PART,
  type BookPage,
  type BookRow,
  type TakenBook,
} from './taken-book.ts';
