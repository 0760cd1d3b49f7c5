import { requireOfficer } from '#lib/domain/authority.ts';
import { areaName, readHamlet, readNeighbourhood, UNDIVIDED } from '#lib/domain/neighbourhood.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { typedLine } from '#lib/domain/typed-text.ts';
import type { StaffVisitor, Visitor } from '#lib/domain/visitor.ts';
import { recordEvent } from '#lib/server/audit/index.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import { declareChange } from '../declare-change.ts';
import { refuseIfAny } from '../families/family-input.ts';
import { lockMovers } from '../families/family-list-store.ts';
import {
  type AreaRow,
  deleteAreas,
  deleteLeader,
  emptyArea,
  findAreaRows,
  findLeaderRows,
  insertArea,
  isAreaNamed,
  lockAreas,
  type Place,
  updateArea,
  upsertLeader,
} from './area-store.ts';
import { liesIn } from './areas-view.ts';

/**
 * Adds a hamlet, RW or RT; what is left empty, the hamlet is not divided into.
 * @throws Refusal 'invalid' at `dusun` or `rt`
 */
export async function addArea(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  typed: Place,
): Promise<void> {
  requireOfficer(visitor, 'areas.manage');
  await lockAreas(tx);
  const area = readPlace(typed);
  refuseIfAny({
    dusun: area.hamlet ? undefined : 'Tulis nama dusunnya.',
    rt: (await findAreaRows(tx)).some((one) => same(one, area))
      ? `${areaName(area)} sudah ada.`
      : undefined,
  });
  await insertArea(tx, villageId, area);
  await note(tx, villageId, visitor, 'population.add-area', { area: areaName(area) });
}

/**
 * Gives a hamlet, RW or RT another name; everything beneath it, and its leaders, go along.
 * @throws Refusal 'invalid' at `nama`; 'conflict' where the name is taken: then they are to be merged
 */
export async function renameArea(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  node: Place,
  typed: string,
): Promise<Place> {
  requireOfficer(visitor, 'areas.manage');
  await lockAreas(tx);
  const beneath = await areasOf(tx, node);
  const level = levelOf(node);
  const name = level === 'hamlet' ? readHamlet(typed) : readNeighbourhood(typed);
  refuseIfAny({ nama: name && name !== UNDIVIDED ? undefined : 'Tulis nama yang baru.' });
  const renamed = <T extends Place>(place: T): T => ({ ...place, [level]: name });
  const taken = (await findAreaRows(tx)).some((area) => liesIn(area, renamed(node)));
  refuseIfAny({
    nama:
      name === node[level]
        ? 'Namanya masih sama.'
        : taken
          ? `${placeName(renamed(node))} sudah ada. Gabungkan saja ke sana.`
          : undefined,
  });
  for (const area of beneath) await updateArea(tx, area.id, bare(renamed(area)));
  for (const leader of await leadersIn(tx, node)) {
    await deleteLeader(tx, leader);
    await upsertLeader(tx, villageId, renamed(leader));
  }
  await note(tx, villageId, visitor, 'population.rename-area', {
    area: placeName(node),
    to: placeName(renamed(node)),
  });
  return renamed(node);
}

/**
 * Everybody of an RT (or of a hamlet or RW without any) goes over to another one, and it is removed.
 * @throws Refusal 'invalid' at `ke`
 */
export async function mergeArea(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  node: Place,
  intoId: string,
): Promise<void> {
  requireOfficer(visitor, 'areas.manage');
  await lockAreas(tx);
  const beneath = await areasOf(tx, node);
  const into = (await findAreaRows(tx)).find(({ id }) => id === intoId);
  if (!into || beneath.some(({ id }) => id === into.id))
    refuseIfAny({ ke: 'Pilih wilayah lain sebagai tujuannya.' });
  await declareChange(tx, visitor, {
    kind: 'area',
    reason: `${placeName(node)} digabungkan ke ${areaName(into!)}`,
  });
  for (const area of beneath) await emptyArea(tx, area.id, intoId);
  await deleteAreas(
    tx,
    beneath.map(({ id }) => id),
  );
  for (const leader of await leadersIn(tx, node)) await deleteLeader(tx, leader);
  await note(tx, villageId, visitor, 'population.merge-area', {
    area: placeName(node),
    to: areaName(into!),
  });
}

/**
 * Removes a hamlet, RW or RT that nobody belongs to, also nobody who has died or left.
 * @throws Refusal 'conflict' otherwise
 */
export async function removeArea(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  node: Place,
): Promise<void> {
  requireOfficer(visitor, 'areas.manage');
  await lockAreas(tx);
  const ids = (await areasOf(tx, node)).map(({ id }) => id);
  if (await isAreaNamed(tx, ids))
    throw new Refusal(
      'conflict',
      'Masih ada warga atau keluarga, juga yang sudah meninggal atau pindah, yang tercatat di sini. Gabungkan ke wilayah lain saja.',
    );
  await deleteAreas(tx, ids);
  for (const leader of await leadersIn(tx, node)) await deleteLeader(tx, leader);
  await note(tx, villageId, visitor, 'population.remove-area', { area: placeName(node) });
}

/**
 * Says who leads a hamlet, RW or RT: somebody from the register, or a name alone; nobody when empty.
 * @throws Refusal 'invalid' at `pemimpin` or `sejak`
 */
export async function setAreaLeader(
  tx: VillageTx,
  villageId: number,
  visitor: Visitor,
  node: Place,
  typed: { residentId?: string | undefined; name: string; since: string },
): Promise<void> {
  requireOfficer(visitor, 'areas.manage');
  await lockAreas(tx);
  await areasOf(tx, node);
  const [person] = typed.residentId ? await lockMovers(tx, [typed.residentId]) : [];
  if (typed.residentId && !person)
    throw new Refusal('not-found', 'Data warga ini tidak ditemukan.');
  const name = person?.name ?? typedLine(typed.name).toUpperCase();
  const since = typed.since.trim();
  refuseIfAny({
    pemimpin: name.length <= 100 ? undefined : 'Nama paling panjang 100 huruf.',
    sejak:
      !since || (/^\d{4}-\d{2}-\d{2}$/.test(since) && !Number.isNaN(Date.parse(since)))
        ? undefined
        : 'Isi tanggal yang benar.',
  });
  if (name)
    await upsertLeader(tx, villageId, {
      ...bare(node),
      resident_id: person?.id ?? null,
      name,
      since: since || null,
    });
  else await deleteLeader(tx, node);
  await note(tx, villageId, visitor, 'population.set-area-leader', {
    area: placeName(node),
    leader: name,
  });
}

const bare = ({ hamlet, rw, rt }: Place): Place => ({ hamlet, rw, rt });
const same = (one: Place, other: Place) =>
  one.hamlet === other.hamlet && one.rw === other.rw && one.rt === other.rt;
const levelOf = ({ rw, rt }: Place) => (rt ? 'rt' : rw ? 'rw' : 'hamlet');
const placeName = ({ hamlet, rw, rt }: Place) =>
  areaName({ hamlet, rw: rw || UNDIVIDED, rt: rt || UNDIVIDED });

function readPlace({ hamlet, rw, rt }: Place): Place {
  return { hamlet: readHamlet(hamlet), rw: readNeighbourhood(rw), rt: readNeighbourhood(rt) };
}

/** @throws Refusal 'not-found' where there is no such hamlet, RW or RT */
async function areasOf(tx: VillageTx, node: Place): Promise<AreaRow[]> {
  const found = (await findAreaRows(tx)).filter((area) => liesIn(area, node));
  if (!node.hamlet || found.length === 0)
    throw new Refusal('not-found', 'Wilayah ini tidak ditemukan. Mungkin baru saja diubah.');
  return found;
}

const leadersIn = async (tx: VillageTx, node: Place) =>
  (await findLeaderRows(tx)).filter((leader) => liesIn(leader, node));

async function note(
  tx: VillageTx,
  villageId: number,
  visitor: StaffVisitor,
  action: string,
  details: Record<string, string>,
): Promise<void> {
  await recordEvent(tx, villageId, visitor, { action, subjectKind: 'area', details });
}
