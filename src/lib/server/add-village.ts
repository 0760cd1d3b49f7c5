import { formatRegionCode, parseVillageCode } from '#lib/domain/region.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { villageKinds } from '#lib/domain/village-kinds.ts';
import { commandLine, randomPassword, type TemporaryPassword } from './access/index.ts';
import { beginVillage } from './begin-village.ts';
import { findRegion, foundFurtherVillage, type VillageContext } from './villages/index.ts';

/** What stands on the command line. */
export interface TypedVillage {
  /** Region code, with its dots or without. */
  code: string;
  /** Host name that the village will answer on. */
  host: string;
  /** "Desa", "Gampong" …; undefined: what a village with that code is most likely called. */
  kind?: string | undefined;
  /** The first admin: username, and name in words. */
  username: string;
  name: string;
}

/**
 * Adds a village to this installation, with what the set-up page gives the first one. Its admin gets
 * a temporary password, and sets up password and second factor at the first sign-in.
 * @throws Refusal `invalid` or `conflict` with what is wrong
 */
export async function addVillage(
  typed: TypedVillage,
): Promise<TemporaryPassword & { village: VillageContext }> {
  const code = parseVillageCode(typed.code);
  const region = code && (await findRegion(formatRegionCode(code)));
  if (!region)
    throw new Refusal('invalid', `${typed.code} is no village on the official list of regions.`);
  const kind = villageKinds.find((kind) => kind === (typed.kind ?? region.kind));
  if (!kind) throw new Refusal('invalid', `A village may be called: ${villageKinds.join(', ')}.`);
  const name = typed.name.trim().replace(/\s+/g, ' ').slice(0, 100);
  if (name.length < 2) throw new Refusal('invalid', 'The name of the first admin is missing.');
  const username = typed.username.trim().toLowerCase();
  const password = randomPassword();
  const admin = { username, name, password, temporary: true };
  const village = await foundFurtherVillage(
    { ...region, kind },
    typed.host,
    commandLine,
    (tx, village) => beginVillage(tx, village, commandLine, admin),
  );
  return { village, username, password };
}
