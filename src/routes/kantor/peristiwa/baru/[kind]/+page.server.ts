import { error, redirect } from '@sveltejs/kit';
import { readDateParts } from '#lib/domain/date-parts.ts';
import { villageDate } from '#lib/domain/dates-id.ts';
import { prefilled } from '#lib/domain/event-details.ts';
import { eventKindOf, eventRules, type EventKind, LIVING } from '#lib/domain/event-rules.ts';
import { arrivalFields, newbornFields, relationField } from '#lib/domain/newcomer.ts';
import { now, withVillage } from '#lib/server/platform/index.ts';
import {
  findEventProposal,
  listAreaOptions,
  openEventForm,
  recordPopulationEvent,
} from '#lib/server/population/index.ts';
import { act, typedValues } from '#lib/server/web/act.ts';
import { findPeople } from '#lib/server/web/find-people.ts';
import { requireId } from '#lib/server/web/require-id.ts';
import type { Actions, PageServerLoad } from './$types';

function kindOf(slug: string): EventKind {
  return eventKindOf(slug) ?? error(404, 'Jenis peristiwa ini tidak ada.');
}

/** Who is asked for first. */
const whom: Partial<Record<EventKind, string>> = {
  birth: 'Ibu atau ayah bayi',
  death: 'Siapa yang meninggal?',
  departure: 'Siapa yang pindah?',
  missing: 'Siapa yang hilang?',
  return: 'Siapa yang kembali?',
  status: 'Siapa yang berubah status?',
};

export const load: PageServerLoad = async ({ locals: { village, visitor }, params, url }) => {
  const kind = kindOf(params.kind);
  const rule = eventRules[kind];
  const asked = (name: string) => (url.searchParams.get(name) ?? '').trim().slice(0, 80);
  const id = (name: string) => (asked(name) ? requireId(asked(name)) : undefined);
  const ids = { residentId: id('warga'), familyId: id('keluarga') };
  const [proposalId, group] = [id('usulan'), id('rombongan')];
  // Who moves in is nobody yet, although a letter names who asked.
  if (kind === 'arrival') ids.residentId = undefined;
  const search = asked('cari');
  const found = await withVillage(village.id, async (tx) => ({
    form: await openEventForm(tx, visitor, { kind, ...ids }),
    people:
      kind === 'arrival'
        ? undefined
        : await findPeople(tx, visitor, search, kind === 'return' ? {} : { basicStatus: LIVING }),
    areas: kind === 'arrival' ? await listAreaOptions(tx, visitor) : [],
    proposal: proposalId ? await findEventProposal(tx, visitor, proposalId) : undefined,
  }));
  const { proposal } = found;
  const fields = kind === 'birth' ? newbornFields : kind === 'arrival' ? arrivalFields : [];
  return {
    kind,
    slug: params.kind,
    rule: { name: rule.name, day: rule.day, fields: rule.fields },
    newcomer: fields,
    relation: kind === 'arrival' ? relationField : undefined,
    whom: whom[kind] ?? '',
    search,
    key: crypto.randomUUID(),
    group,
    today: villageDate(now(), village.timeZone),
    proposal: proposal?.open ? { id: proposal.id, letter: proposal.letter } : undefined,
    prefilled: {
      kewarganegaraan: '1',
      'status-tinggal': '1',
      ...(proposal && prefilled(kind, proposal.details)),
    } as Record<string, string>,
    form: found.form,
    people: found.people,
    areas: found.areas,
  };
};

export const actions: Actions = {
  default: async ({ request, locals: { village, visitor }, params }) => {
    const kind = kindOf(params.kind);
    const form = await request.formData();
    const born = readDateParts((name) => form.get(name), 'tanggal-lahir');
    const typed = { ...typedValues(form), 'tanggal-lahir': born.typed };
    const together = form.getAll('bersama').map(String);
    const optionalId = (name: keyof typeof typed | string) => {
      const text = (typed as Record<string, string>)[name];
      return text ? requireId(text) : undefined;
    };
    const result = await act(form, async () => {
      const person = optionalId('orang');
      const input = {
        kind,
        key: requireId((typed as Record<string, string>).kunci),
        residentIds: [...(person ? [person] : []), ...together.map(requireId)],
        typed,
        proposalId: optionalId('usulan'),
        groupId: optionalId('rombongan'),
      };
      const eventId = await withVillage(village.id, (tx) =>
        recordPopulationEvent(tx, village, visitor, input),
      );
      redirect(303, `/kantor/peristiwa/${eventId}?dicatat=1`);
    });
    // Several ticks share a name, a birth date has three boxes: `values` has room for one each.
    Object.assign(result.data, { together });
    Object.assign(result.data.values, { 'tanggal-lahir': born.typed });
    return result;
  },
};
