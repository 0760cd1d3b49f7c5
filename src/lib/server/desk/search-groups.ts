import { kindWords } from '#lib/domain/article.ts';
import { formatDateLong } from '#lib/domain/dates-id.ts';
import { statusNames } from '#lib/domain/request-status.ts';
import { may, type Capability } from '#lib/domain/roles.ts';
import type { StaffVisitor } from '#lib/domain/visitor.ts';
import { voiceStateWords } from '#lib/domain/voice-words.ts';
import { searchAid } from '#lib/server/assistance/index.ts';
import { listWork, searchArchive, type ArchiveLine } from '#lib/server/letters/index.ts';
import { listArticles } from '#lib/server/news/index.ts';
import { listCarriedComplaints } from '#lib/server/opensid/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { searchResidents } from '#lib/server/population/index.ts';
import type { VillageContext } from '#lib/server/villages/index.ts';
import { findTakenOver, listVoices } from '#lib/server/voices/index.ts';

/** What is searched for together, in the order in which it is shown. */
export type FoundKind =
  | 'residents'
  | 'requests'
  | 'letters'
  | 'voices'
  | 'complaints'
  | 'recipients'
  | 'programmes'
  | 'articles';

export interface FoundLine {
  /** Its reference, or its id where it has none. */
  key: string;
  title: string;
  detail: string;
  /** The whole number by which it is told from all others. */
  number?: string;
  /** What kind of letter it is. */
  letter?: ArchiveLine['kind'];
}

export interface FoundGroup {
  kind: FoundKind;
  lines: FoundLine[];
  total: number;
}

interface Asked {
  village: VillageContext;
  visitor: StaffVisitor;
  search: string;
}

interface Searcher {
  needs: Capability;
  kinds: FoundKind[];
  look: (tx: VillageTx, asked: Asked) => Promise<FoundGroup[]>;
}

/** Of each group; its own page has the rest. */
const shown = 6;
const join = (...words: (string | null | undefined)[]) => words.filter(Boolean).join(' · ');

const searchers: readonly Searcher[] = [
  {
    needs: 'residents.read',
    kinds: ['residents'],
    look: async (tx, { visitor, search }) => {
      const { items, total } = await searchResidents(tx, visitor, { search, page: 1 });
      // A whole NIK leads to its holder; a whole KK does where the family has one member.
      const whole = /^\d{16}$/.test(search.replace(/[\s.'-]/g, '')) && total === 1;
      return [
        {
          kind: 'residents',
          total,
          lines: items.slice(0, shown).map(({ id, name, nik, place, status }) => ({
            key: id,
            title: name,
            detail: join(`NIK ${nik}`, place, status),
            ...(whole && { number: search }),
          })),
        },
      ];
    },
  },
  {
    needs: 'requests.read',
    kinds: ['requests'],
    look: async (tx, { village, visitor, search }) => {
      const found = await listWork(tx, village, visitor, { view: 'semua', search, page: 1 });
      return [
        {
          kind: 'requests',
          total: found.total,
          lines: found.items
            .slice(0, shown)
            .map(({ reference, typeName, subjectName, status }) => ({
              key: reference,
              title: typeName,
              detail: join(subjectName, reference, statusNames[status]),
            })),
        },
      ];
    },
  },
  {
    needs: 'requests.read',
    kinds: ['letters'],
    look: async (tx, { village, visitor, search }) => {
      const { lines, total } = await searchArchive(tx, village, visitor, { search, limit: shown });
      return [
        {
          kind: 'letters',
          total,
          lines: lines.map(({ id, kind, kindName, number, title, party, onDate }) => ({
            key: id,
            title,
            detail: join(kindName, number, party, onDate && formatDateLong(onDate)),
            number,
            letter: kind,
          })),
        },
      ];
    },
  },
  {
    needs: 'voices.read',
    kinds: ['voices'],
    look: async (tx, { village, visitor, search }) => {
      const list = { view: 'semua', words: search, page: 1 } as const;
      const { lines, total } = await listVoices(tx, village, visitor, list);
      return [
        {
          kind: 'voices',
          total,
          lines: lines.slice(0, shown).map(({ reference, title, state, secret }) => ({
            key: reference,
            title,
            detail: join(reference, voiceStateWords[state].label, secret ? 'Rahasia' : ''),
          })),
        },
        await searchOldComplaints(tx, visitor, search),
      ];
    },
  },
  {
    needs: 'aid.read',
    kinds: ['programmes', 'recipients'],
    look: async (tx, { village, visitor, search }) => {
      const found = await searchAid(tx, village, visitor, { search, limit: shown });
      return [
        {
          kind: 'recipients',
          total: found.total,
          lines: found.recipients.map(
            ({ id, programmeId, name, group, programme, cardNumber }) => ({
              key: `${programmeId}/penerima/${id}`,
              title: group || name,
              detail: join(programme, `Kartu ${cardNumber}`),
              number: cardNumber,
            }),
          ),
        },
        {
          kind: 'programmes',
          total: found.programmes.length,
          lines: found.programmes.map(({ id, name, closed }) => ({
            key: id,
            title: name,
            detail: closed ? 'Ditutup' : 'Berjalan',
          })),
        },
      ];
    },
  },
  {
    needs: 'news.write',
    kinds: ['articles'],
    look: async (tx, { visitor, search }) => {
      const { lines, total } = await listArticles(tx, visitor, { search, page: 1 });
      return [
        {
          kind: 'articles',
          total,
          lines: lines.slice(0, shown).map(({ id, title, kind, changedBy }) => ({
            key: id,
            title,
            detail: join(kindWords[kind].label, changedBy),
          })),
        },
      ];
    },
  },
];

/** Complaints of OpenSID as they were; those that became voices are found as voices. */
async function searchOldComplaints(
  tx: VillageTx,
  visitor: StaffVisitor,
  words: string,
): Promise<FoundGroup> {
  const { references, hidden } = await findTakenOver(tx, visitor);
  const left = { words, hidden: [...references.keys(), ...hidden], page: 1 };
  const { items, total } = await listCarriedComplaints(tx, visitor, left);
  return {
    kind: 'complaints',
    total,
    lines: items.slice(0, shown).map(({ id, title, from, stage }) => ({
      key: id,
      title,
      detail: join(from, stage),
    })),
  };
}

/** What an officer can search. */
export const searchersFor = ({ roles }: Pick<StaffVisitor, 'roles'>): readonly Searcher[] =>
  searchers.filter(({ needs }) => may(roles, needs));
