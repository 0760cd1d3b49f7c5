import {
  addRequirement,
  changeRequirement,
  moveRequirement,
  removeRequirement,
} from '#lib/domain/edit-letter-requirements.ts';
import { editing, loadType } from '../../type-page.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { head, opened } = await loadType(event);
  return {
    head,
    saved: event.url.searchParams.has('disimpan'),
    requirements: opened.type.requirements,
  };
};

const back = () => 'syarat?disimpan=1';

export const actions: Actions = {
  tambah: editing('syarat', (draft, typed) => addRequirement(draft, typed.line('label')), back),
  simpan: editing(
    'syarat',
    (draft, typed) => changeRequirement(draft, typed.line('syarat'), typed),
    back,
  ),
  naik: editing('syarat', (draft, typed) => moveRequirement(draft, typed.line('syarat'), -1), back),
  turun: editing('syarat', (draft, typed) => moveRequirement(draft, typed.line('syarat'), 1), back),
  hapus: editing('syarat', (draft, typed) => removeRequirement(draft, typed.line('syarat')), back),
};
