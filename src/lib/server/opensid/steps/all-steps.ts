import { eventsStep } from './events.ts';
import { familiesStep, familyHeadsStep, householdHeadsStep, householdsStep } from './groups.ts';
import { officialsStep } from './officials.ts';
import { leadersStep, placesStep } from './places.ts';
import { profileStep } from './profile.ts';
import { recordSteps } from './records.ts';
import { residentsStep } from './residents.ts';
import type { Step } from './step.ts';

/** The way of a dump into the village: each step stands on those before it. */
export const allSteps: readonly Step[] = [
  profileStep,
  placesStep,
  householdsStep,
  familiesStep,
  residentsStep,
  familyHeadsStep,
  householdHeadsStep,
  leadersStep,
  eventsStep,
  officialsStep,
  ...recordSteps,
];
