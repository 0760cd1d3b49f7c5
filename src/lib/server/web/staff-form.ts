import type { TypedStaff } from '#lib/server/access/index.ts';

/** What an admin typed about an officer. */
export function typedStaff(form: FormData): TypedStaff {
  const text = (name: string) => String(form.get(name) ?? '');
  return {
    name: text('nama'),
    position: text('jabatan'),
    employeeNo: text('nip'),
    roles: form.getAll('peran').map(String),
    signs: form.get('tanda-tangan') === 'ya',
    nik: text('nik'),
  };
}
