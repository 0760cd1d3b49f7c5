export { answerSurvey, findOwnSurvey } from './answer-survey.ts';
export { readSurveyReport, takeOutSurveyReport, type SurveyReport } from './read-report.ts';
export { publicSatisfaction, readSatisfaction, type Satisfaction } from './satisfaction.ts';
export { decimals, sampleWords, surveyReport } from './survey-words.ts';
