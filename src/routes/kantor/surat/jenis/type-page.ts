import { fail, redirect } from '@sveltejs/kit';
import { formatDateTime } from '#lib/domain/dates-id.ts';
import type { Draft } from '#lib/domain/letter-edit.ts';
import type { EditorPart, ToldMistake } from '#lib/domain/letter-mistake-words.ts';
import { may } from '#lib/domain/roles.ts';
import { typedForm, type TypedForm } from '#lib/domain/typed-form.ts';
import { editType, openType, type OpenedType } from '#lib/server/letters/index.ts';
import { withVillage } from '#lib/server/platform/index.ts';
import { addQuestion } from '#lib/domain/edit-letter-questions.ts';
import { isQuestionType } from '#lib/domain/letter-question-kinds.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { act } from '#lib/server/web/act.ts';

/** What the pages of one letter type share: its name, where it stands, what is wrong with it. */
export interface TypeHead {
  slug: string;
  name: string;
  code: string;
  origin: OpenedType['origin'];
  retired: boolean;
  published: boolean;
  changing: boolean;
  /** When it was last changed, for a form; and in words. */
  since: string;
  changedAt: string;
  mistakes: { href: string; message: string; part: EditorPart }[];
  mayPublish: boolean;
}

/** Opens the type of the page's address. */
export async function loadType({
  locals,
  params,
}: {
  locals: App.Locals;
  params: { slug: string };
}): Promise<{ opened: OpenedType; head: TypeHead }> {
  const { village, visitor } = locals;
  const opened = await withVillage(village.id, (tx) => openType(tx, visitor, params.slug));
  const { slug, type, changedAt } = opened;
  return {
    opened,
    head: {
      slug,
      name: type.name,
      code: type.code,
      origin: opened.origin,
      retired: opened.retired,
      published: opened.published !== null || opened.origin !== 'own',
      changing: opened.changing,
      since: changedAt?.toISOString() ?? '',
      changedAt: changedAt ? formatDateTime(changedAt, village.timeZone) : '',
      mistakes: opened.mistakes.map((mistake) => ({
        href: mistakeHref(slug, mistake),
        message:
          mistake.line === undefined
            ? mistake.message
            : `Baris ${mistake.line}: ${mistake.message}`,
        part: mistake.part,
      })),
      mayPublish: visitor.kind === 'staff' && may(visitor.roles, 'letter-types.publish'),
    },
  };
}

function mistakeHref(slug: string, { part, item, field }: ToldMistake): string {
  const base = `/kantor/surat/jenis/${slug}/${part}`;
  const anchor = field ? `#isian-${field.replace(/[^\w-]+/g, '-')}` : '';
  if (part === 'pertanyaan' && item) return `${base}/${item}${anchor}`;
  return base + anchor;
}

/** What the actions of these pages need of their request. */
interface EditingEvent {
  request: Request;
  locals: App.Locals;
  params: { slug: string; key?: string };
}

/**
 * The action of a form that changes a letter type: saves the draft, then shows `to`. What was ticked
 * comes back with a refusal too, as `lists`.
 */
export const editing =
  (
    part: EditorPart,
    change: (draft: Draft, typed: TypedForm, key: string) => Draft,
    to: (key: string) => string,
  ) =>
  async ({ request, locals: { village, visitor }, params: { slug, key = '' } }: EditingEvent) => {
    const form = await request.formData();
    const typed = typedForm(form);
    const { status, data } = await act(form, async () => {
      const since = typed.line('sejak');
      await withVillage(village.id, (tx) =>
        editType(tx, village.id, visitor, { slug, part, since }, (draft) =>
          change(draft, typed, key),
        ),
      );
      redirect(303, `/kantor/surat/jenis/${slug}/${to(key)}`);
    });
    const names = [...new Set([...form.keys()])];
    const lists = Object.fromEntries(names.map((name) => [name, typed.all(name)]));
    return fail(status, { ...data, lists });
  };

/** The action that adds a question to the form, or to a group, and leads to it. */
export async function addingQuestion(
  { request, locals: { village, visitor }, params: { slug } }: EditingEvent,
  group?: string,
) {
  const form = await request.formData();
  const typed = typedForm(form);
  return act(form, async () => {
    const [kind, label] = [typed.line('jenis'), typed.line('label')];
    if (!label) {
      const message = 'Tulis pertanyaannya, misalnya Nama sekolah.';
      throw new Refusal('invalid', message, { label: message });
    }
    if (!isQuestionType(kind)) {
      const message = 'Pilih bentuk jawabannya.';
      throw new Refusal('invalid', message, { jenis: message });
    }
    let path = '';
    await withVillage(village.id, (tx) =>
      editType(tx, village.id, visitor, { slug, part: 'pertanyaan' }, (draft) => {
        const added = addQuestion(draft, kind, label, group);
        ({ path } = added);
        return added.draft;
      }),
    );
    redirect(303, `/kantor/surat/jenis/${slug}/pertanyaan/${path}`);
  });
}
