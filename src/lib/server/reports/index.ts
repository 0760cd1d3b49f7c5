export type { Report, ReportBlock } from './report.ts';
export { writeReportDocument } from './write-report-document.ts';
export { writeReportSheet } from './write-report-sheet.ts';
