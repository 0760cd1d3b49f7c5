import type { Samples } from '../route-manifest.ts';
import type { Place } from './world.ts';

/**
 * Puts into a village one of each thing that an address can name.
 * @returns their ids and codes by name
 */
export async function furnish(place: Place): Promise<Samples> {
  const resident = await place.resident();
  return { resident: resident.id };
}
