import type { RequestStatus } from './request-status.ts';

/** Requests of one kind of letter that stand alike. */
export interface RequestCount {
  slug: string;
  name: string;
  status: RequestStatus;
  count: number;
  /** Of them, under way and past their promised day. */
  late: number;
}

/** What became of the requests that came in. Received is the sum of the other four. */
export interface RequestLine {
  name: string;
  received: number;
  /** A letter was issued, also one that was withdrawn later. */
  finished: number;
  refused: number;
  cancelled: number;
  open: number;
  /** Of the open ones: past their promised day. */
  late: number;
}

type Fate = 'finished' | 'refused' | 'cancelled' | 'open';

const fates: Readonly<Record<Exclude<RequestStatus, 'draft'>, Fate>> = {
  waiting: 'open',
  returned: 'open',
  processing: 'open',
  approved: 'finished',
  withdrawn: 'finished',
  rejected: 'refused',
  cancelled: 'cancelled',
};

const emptyLine = (name: string): RequestLine => ({
  name,
  received: 0,
  finished: 0,
  refused: 0,
  cancelled: 0,
  open: 0,
  late: 0,
});

/** Requests by kind of letter, the most asked for first, and all together. What was never sent does not count. */
export function sumRequests(counts: readonly RequestCount[]): {
  lines: RequestLine[];
  all: RequestLine;
} {
  const lines = new Map<string, RequestLine>();
  const all = emptyLine('Semua');
  for (const { slug, name, status, count, late } of counts) {
    if (status === 'draft') continue;
    const own = lines.get(slug) ?? emptyLine(name);
    lines.set(slug, own);
    for (const line of [own, all]) {
      line.received += count;
      line[fates[status]] += count;
      line.late += late;
    }
  }
  return {
    lines: [...lines.values()].sort(
      (one, other) => other.received - one.received || one.name.localeCompare(other.name, 'id'),
    ),
    all,
  };
}

/** Voices of one category. Received is the sum of the other three. */
export interface VoiceCount {
  category: string;
  received: number;
  /** First answered by the day that was owed, or after it; or the day is past without an answer. */
  inTime: number;
  late: number;
  /** Not answered yet, and not late. */
  waiting: number;
}

/** All categories together. */
export const sumVoices = (counts: readonly VoiceCount[]): Omit<VoiceCount, 'category'> =>
  counts.reduce(
    (all, { received, inTime, late, waiting }) => ({
      received: all.received + received,
      inTime: all.inTime + inTime,
      late: all.late + late,
      waiting: all.waiting + waiting,
    }),
    { received: 0, inTime: 0, late: 0, waiting: 0 },
  );
