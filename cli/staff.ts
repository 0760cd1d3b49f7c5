import { parseArgs } from 'node:util';
import {
  addStaffByCommand,
  listStaffByCommand,
  resetStaffByCommand,
} from '../src/lib/server/access/index.ts';
import { tellTemporaryPassword } from './tell-temporary-password.ts';
import { getCommandVillage, withPlatform } from './with-platform.ts';

const usage = `Usage:
  balai staff list [--village HOST]
  balai staff add USERNAME --name NAME [--roles admin,operator] [--position POSITION] [--village HOST]
  balai staff reset USERNAME [--village HOST]    new password, second factor set up anew`;

/** `balai staff …`: officers from the command line, for when the last admin is locked out. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      village: { type: 'string' },
      name: { type: 'string' },
      roles: { type: 'string', default: 'admin' },
      position: { type: 'string', default: 'Admin Desa' },
    },
  });
  const [what, username] = positionals;
  if (what !== 'list' && !(username && (what === 'reset' || (what === 'add' && values.name))))
    throw new Error(usage);
  return withPlatform(async () => {
    const { id } = await getCommandVillage(values.village);
    if (what === 'add')
      tellTemporaryPassword(
        await addStaffByCommand(id, {
          username: username!,
          name: values.name!,
          position: values.position,
          roles: values.roles.split(','),
        }),
      );
    else if (what === 'reset') tellTemporaryPassword(await resetStaffByCommand(id, username!));
    else {
      for (const staff of await listStaffByCommand(id))
        console.log(
          `${staff.username.padEnd(20)} ${staff.name.padEnd(30)} ${staff.roles.join(', ')}${staff.active ? '' : ' (closed)'}`,
        );
    }
    return 0;
  });
}
