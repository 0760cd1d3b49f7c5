import type { LetterField } from './letter-type.ts';
import { letterPlaceholders } from './letter-values.ts';
import { readAsked } from './letter-person.ts';

/** Something that can be put into a letter's text. */
export interface MenuItem {
  insert: string;
  label: string;
}
export interface MenuGroup {
  title: string;
  items: MenuItem[];
}

/** What may be put into the text of a letter with these questions, by what it is about. */
export function letterMenu(fields: readonly LetterField[]): MenuGroup[] {
  const named = (prefix: string) =>
    Object.entries(letterPlaceholders)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, label]) => ({ insert: `{{${name}}}`, label }));
  const asked = fields.filter(({ officeOnly, key }) => !officeOnly && !key.startsWith('subject.'));
  return [
    {
      title: 'Orang yang dimaksud',
      items: [
        { insert: '{{identity}}', label: 'semua data biasa: nama, NIK, lahir, sampai alamat' },
        ...named('subject.'),
      ],
    },
    { title: 'Jawaban formulir', items: asked.flatMap(answerItems) },
    { title: 'Dicetak bila', items: asked.flatMap(conditionItems) },
    { title: 'Desa dan penanda tangan', items: [...named('village.'), ...named('signer.')] },
    { title: 'Surat ini', items: named('letter.') },
  ].filter(({ items }) => items.length > 0);
}

function answerItems({ ...field }: LetterField): MenuItem[] {
  const name = `answers.${field.key}`;
  const label = field.label;
  const plain = { insert: `{{${name}}}`, label };
  switch (field.type) {
    case 'number':
    case 'money':
      return [plain, { insert: `{{${name}.words}}`, label: `${label}, dengan huruf` }];
    case 'date':
      return [plain, { insert: `{{${name}.day}}`, label: `${label}, nama harinya` }];
    case 'period':
      return [
        plain,
        { insert: `{{${name}.from}}`, label: `${label}, hari pertama` },
        { insert: `{{${name}.until}}`, label: `${label}, hari terakhir` },
      ];
    case 'person':
      return [
        { insert: `\n{{person ${name}}}\n`, label: `${label}, semua datanya` },
        { insert: `{{${name}.name}}`, label: `${label}, nama` },
        { insert: `{{${name}.age}}`, label: `${label}, umur` },
      ];
    case 'group': {
      const columns = [
        ...(field.asks ?? []).map((one) => readAsked(one).detail).slice(0, 3),
        ...field.of.map(({ key }) => key).slice(0, 3),
      ];
      const head = (key: string) => field.of.find((one) => one.key === key)?.label ?? heads[key];
      const rows = columns.map((key) => `| ${head(key) ?? key} | {{item.${key}}} |`).join('\n');
      return [
        { insert: `\n{{table ${name}}}\n${rows}\n{{/table}}\n`, label: `${label}, sebagai tabel` },
        {
          insert: `\n{{each ${name}}}\n{{item.number}}. {{item.${columns[0] ?? 'number'}}}\n{{/each}}\n`,
          label: `${label}, satu per satu`,
        },
        { insert: `{{${name}.count}}`, label: `${label}, jumlahnya` },
      ];
    }
    default:
      return [plain];
  }
}

const heads: Readonly<Record<string, string>> = { name: 'Nama', nik: 'NIK', birthDate: 'Lahir' };

/** At the start of a line: it is printed only when something was answered, or answered so. */
function conditionItems(field: LetterField): MenuItem[] {
  const name = `answers.${field.key}`;
  if (field.type === 'choice')
    return field.choices.map(({ value, label }) => ({
      insert: `{{?${name}=${value}}} `,
      label: `${field.label}: ${label}`,
    }));
  if (field.type === 'group')
    return [{ insert: `{{?${name}.count}} `, label: `${field.label} diisi` }];
  if (field.type === 'person')
    return [{ insert: `{{?${name}.name}} `, label: `${field.label} diisi` }];
  if (field.required && !field.when) return [];
  return [{ insert: `{{?${name}}} `, label: `${field.label} diisi` }];
}
