import { findNames } from '#lib/server/population/index.ts';
import { type BroughtOfficial, bringOfficials } from '#lib/server/villages/index.ts';
import type { CarryRefusal } from '../import-store.ts';
import { type RecordToKeep, writeRecords } from '../records-store.ts';
import { dayIn, keyIn, textIn } from '../source-row.ts';
import { findKeys, findStaged, saveKeys } from '../staging-store.ts';
import { type Step, tally } from './step.ts';

const TABLE = 'tweb_desa_pamong';
const HEAD = '1';
const SECRETARY = '2';

/** Officials with position and number. Who serves no more, and nobody says until when, is kept on record. */
export const officialsStep: Step = {
  table: TABLE,
  title: 'Perangkat desa',
  counts: true,
  async run(tx, { village, source, importId, at }, rows) {
    const posts = await findStaged(
      tx,
      importId,
      'ref_jabatan',
      rows.map(({ data }) => keyIn(data, 'jabatan_id')),
    );
    const keys = await findKeys(
      tx,
      source,
      TABLE,
      rows.map(({ id }) => id),
    );
    const people = await findKeys(
      tx,
      source,
      'tweb_penduduk',
      rows.map(({ data }) => keyIn(data, 'id_pend')),
    );
    const names = await findNames(tx, [...people.values()]);
    const officials: BroughtOfficial[] = [];
    const former: RecordToKeep[] = [];
    const refusals: CarryRefusal[] = [];
    for (const { id, data } of rows) {
      const residentId = people.get(keyIn(data, 'id_pend') ?? '') ?? null;
      const bare = textIn(data, 'pamong_nama') || (residentId && names.get(residentId)) || '';
      if (bare === '') {
        refusals.push({ id, label: '', reasons: ['pamong_nama: nama kosong'] });
        continue;
      }
      const title = (column: string) => textIn(data, column).replace(/^[-0]$/, '');
      const name = [title('gelar_depan'), bare].filter(Boolean).join(' ');
      const fullName = [name, title('gelar_belakang')].filter(Boolean).join(', ').slice(0, 100);
      const post = posts.get(keyIn(data, 'jabatan_id') ?? '');
      const position = (post && textIn(post, 'nama')) || 'Perangkat Desa';
      const until = dayIn(data, 'pamong_tglhenti') ?? null;
      if (textIn(data, 'pamong_status') === '0' && until === null) {
        former.push({
          id,
          kind: 'official',
          title: `${fullName}, ${position}`,
          onDate: dayIn(data, 'pamong_tglsk') ?? null,
          residentId,
          data,
        });
        continue;
      }
      const number = (column: string) => textIn(data, column).replace(/^[-0]$/, '');
      const order = Number(textIn(data, 'urut'));
      const kind = post ? textIn(post, 'jenis') : '';
      officials.push({
        ref: id,
        id: keys.get(id) ?? null,
        name: fullName,
        position: position.slice(0, 100),
        employeeNo: (number('pamong_nip') || number('pamong_niap')).slice(0, 30),
        rank:
          kind === HEAD ? 1 : kind === SECRETARY ? 2 : 10 + Math.min(80, Math.max(0, order || 0)),
        servesFrom: dayIn(data, 'pamong_tglsk') ?? null,
        servesUntil: until,
      });
    }
    const written = await bringOfficials(tx, village.id, officials);
    await saveKeys(
      tx,
      source,
      TABLE,
      written.map(({ ref, id }) => [ref, id]),
    );
    const kept = await writeRecords(tx, source, TABLE, former, at);
    const counts = tally(written);
    return {
      ...counts,
      unchanged: counts.unchanged + kept.unchanged,
      refused: refusals.length,
      left: kept.new + kept.changed,
      refusals,
      notes: {
        'sudah tidak menjabat tanpa tanggal berhenti: disimpan sebagai catatan':
          kept.new + kept.changed,
        'belum boleh menandatangani surat: admin menetapkannya di Pengaturan, Petugas': counts.new,
      },
    };
  },
};
