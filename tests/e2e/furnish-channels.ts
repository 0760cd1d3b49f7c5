import { saveChannel } from '../../src/lib/server/channels/index.ts';
import { now } from '../../src/lib/server/platform/index.ts';
import { staffVisitor } from '../factories.ts';
import type { Place } from './world.ts';

/** Email is switched on, at a port of this machine where nobody listens: nothing is sent from here. */
export async function furnishChannels(place: Place): Promise<void> {
  const { id, name } = await place.staff(['admin']);
  const admin = staffVisitor({ id, name, roles: ['admin'], resident_id: null });
  const typed = { peladen: '127.0.0.1', porta: '9', pengirim: 'kantor@desa.id', nyala: '1' };
  await saveChannel(place.village, { ...admin, provedAt: now() }, 'email', typed, '');
}
