export { readServiceReport, takeOutServiceReport } from './read-service-report.ts';
export { serviceReport } from './service-report-words.ts';
