/** Something whose promised or owed day is past, of whatever kind. */
export interface LateMatter {
  kind: 'request' | 'voice' | 'correction' | 'aid' | 'mail';
  /** Its reference, or its id where it has none. */
  key: string;
  title: string;
  /** Whom or what it is about, and where it stands. */
  about: string;
  /** The day that is past: `YYYY-MM-DD`. */
  dueOn: string;
}

/** What is late of one kind: how much, and the oldest of it. */
export interface Late {
  count: number;
  oldest: LateMatter[];
}

/** At most so many late matters of a kind stand on the first page. */
export const oldestShown = 8;

/** How letters went within some days. */
export interface LetterFigures {
  received: number;
  finished: number;
  /** Of the finished: by the promised day. */
  onTime: number;
  /** Days from the request to the letter in the usual case; null where none was finished. */
  medianDays: number | null;
}

/** Letters of this week until today, and of the same days of the week before. */
export interface LetterWeek {
  from: string;
  to: string;
  now: LetterFigures;
  before: LetterFigures;
  /** Monday to Sunday of this week; days to come hold nothing. */
  days: { day: string; received: number; finished: number }[];
}

/** A day's letters, as they are counted. */
export interface DayCount {
  day: string;
  received: number;
  finished: number;
  onTime: number;
}

/** The sums of the days from one to another, both counted. */
export const sumDays = (
  days: readonly DayCount[],
  { from, to }: { from: string; to: string },
): Omit<LetterFigures, 'medianDays'> => {
  const within = days.filter(({ day }) => day >= from && day <= to);
  const sum = (figure: 'received' | 'finished' | 'onTime') =>
    within.reduce((total, one) => total + one[figure], 0);
  return { received: sum('received'), finished: sum('finished'), onTime: sum('onTime') };
};
