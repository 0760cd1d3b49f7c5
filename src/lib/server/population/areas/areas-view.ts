import { requireOfficer } from '#lib/domain/authority.ts';
import { UNDIVIDED } from '#lib/domain/neighbourhood.ts';
import type { Visitor } from '#lib/domain/visitor.ts';
import type { VillageTx } from '#lib/server/platform/index.ts';
import {
  countAreas,
  countUnplaced,
  findAreaRows,
  findLeaderRows,
  type Place,
} from './area-store.ts';

/** A hamlet (rw and rt empty), an RW of it (rt empty) or an RT. */
export interface AreaNode extends Place {
  level: 'hamlet' | 'rw' | 'rt';
  families: number;
  men: number;
  women: number;
  leader: { name: string; residentId: string | null; since: string | null } | undefined;
}

/** The village's areas as a tree laid flat, each with who lives in it and who leads it. */
export interface AreaTree {
  nodes: AreaNode[];
  /** Residents who belong to no area. */
  unplaced: number;
}

/** The part of a place that a node of a level is known by. */
function nodePlace(area: Place, level: AreaNode['level']): Place {
  return {
    hamlet: area.hamlet,
    rw: level === 'hamlet' ? '' : area.rw,
    rt: level === 'rt' ? area.rt : '',
  };
}

/** Whether an area lies in a node. */
export const liesIn = (area: Place, node: Place): boolean =>
  area.hamlet === node.hamlet &&
  (node.rw === '' || area.rw === node.rw) &&
  (node.rt === '' || area.rt === node.rt);

/** All areas of the village with the number of people and families in each. */
export async function listAreaTree(tx: VillageTx, visitor: Visitor): Promise<AreaTree> {
  requireOfficer(visitor, 'residents.read');
  const areas = await findAreaRows(tx);
  const counts = new Map((await countAreas(tx)).map((row) => [row.id, row]));
  const leaders = new Map((await findLeaderRows(tx)).map((row) => [keyOf(row), row]));
  const nodes = new Map<string, AreaNode>();
  for (const area of areas) {
    for (const level of ['hamlet', 'rw', 'rt'] as const) {
      // What a hamlet is not divided into is no place of its own.
      if (level === 'rw' && area.rw === UNDIVIDED && area.rt === UNDIVIDED) continue;
      if (level === 'rt' && area.rt === UNDIVIDED) continue;
      const place = nodePlace(area, level);
      const node = nodes.get(keyOf(place)) ?? {
        ...place,
        level,
        families: 0,
        men: 0,
        women: 0,
        leader: leaderOf(leaders.get(keyOf(place))),
      };
      const count = counts.get(area.id);
      node.families += count?.families ?? 0;
      node.men += count?.men ?? 0;
      node.women += count?.women ?? 0;
      nodes.set(keyOf(place), node);
    }
  }
  return { nodes: [...nodes.values()], unplaced: await countUnplaced(tx) };
}

const keyOf = ({ hamlet, rw, rt }: Place) => JSON.stringify([hamlet, rw, rt]);

const leaderOf = (row: Awaited<ReturnType<typeof findLeaderRows>>[number] | undefined) =>
  row && { name: row.name, residentId: row.resident_id, since: row.since };
