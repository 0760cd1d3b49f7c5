// A door of its own: made-up people are for demonstration, tests and measuring, and the library that
// writes their spreadsheets is large.
export { generatePeople } from './generate-people.ts';
export { writeSpreadsheet } from './write-spreadsheet.ts';
