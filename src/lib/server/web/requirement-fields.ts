import { formatDateLong } from '#lib/domain/dates-id.ts';
import type { LetterRequirement } from '#lib/domain/letter-type.ts';
import type { CounterDraft, OwnRequestDetail } from '#lib/server/letters/index.ts';

type Draft = Pick<
  OwnRequestDetail & CounterDraft,
  'requirements' | 'attachments' | 'reliedOn' | 'offers'
> &
  Partial<Pick<OwnRequestDetail, 'introducer'>>;

/** How a paper came to the village: "difoto 3 Agustus 2026". */
export function broughtWords(file: { takenAt: Date; mediaType: string }, timeZone: string): string {
  const how = file.mediaType.startsWith('image/') ? 'difoto' : 'dikirim';
  return `${how} ${formatDateLong(file.takenAt, timeZone)}`;
}

/** That the original was seen before: "aslinya dilihat petugas 3 Agustus 2026". */
export const seenWords = (at: Date, timeZone: string) =>
  `aslinya dilihat petugas ${formatDateLong(at, timeZone)}`;

/**
 * The requirements of a draft as RequirementField.svelte shows them: what is there, what the village
 * holds already, whose introduction takes the place of a paper.
 * @param address of the draft's page
 */
export function requirementFields(draft: Draft, address: string, timeZone: string) {
  return draft.requirements.map((one) => {
    const offer = draft.offers.get(one.key);
    const introducer = one.by === 'neighbourhood' ? draft.introducer : undefined;
    return {
      key: one.key,
      label: one.label,
      hint: one.hint,
      required: one.required,
      accept: acceptOf(one),
      introducer: introducer && ('title' in introducer ? introducer.title : null),
      introduced: introducer?.by,
      offer: offer && {
        words: offer.files[0]
          ? broughtWords({ takenAt: offer.takenAt, mediaType: offer.files[0].media_type }, timeZone)
          : seenWords(offer.takenAt, timeZone),
        files: offer.files.map(({ id }) => `${address}/simpanan/${id}`),
      },
      kept: [
        ...draft.attachments
          .filter(({ requirement }) => requirement === one.key)
          .map((file) => ({
            id: file.id,
            label: file.file_name,
            note: file.reused_from
              ? `dipakai lagi, ${broughtWords({ takenAt: file.taken_at, mediaType: file.media_type }, timeZone)}`
              : undefined,
            bytes: file.bytes,
            href: `${address}/berkas/${file.id}`,
          })),
        ...draft.reliedOn
          .filter(({ requirement }) => requirement === one.key)
          .map(({ id, seen_at }) => ({
            id,
            label: one.label,
            note: seenWords(seen_at, timeZone),
            bytes: undefined,
            href: undefined,
          })),
      ],
    };
  });
}

const acceptOf = ({ accepts }: LetterRequirement) =>
  [accepts.includes('picture') && 'image/*', accepts.includes('pdf') && 'application/pdf']
    .filter(Boolean)
    .join(',');
