import { parseArgs } from 'node:util';
import { formatRegionCode, parseVillageCode } from '../src/lib/domain/region.ts';
import { addVillage } from '../src/lib/server/add-village.ts';
import { addHost, listVillages } from '../src/lib/server/villages/index.ts';
import { tellTemporaryPassword } from './tell-temporary-password.ts';
import { withPlatform } from './with-platform.ts';

const usage = `Usage:
  balai village list
  balai village add CODE --host HOST --admin USERNAME --name NAME [--kind KIND]
      CODE: region code, such as 52.07.02.2011. USERNAME and NAME: its first admin.
  balai village host CODE HOST    one more host name for a village that stands`;

/** `balai village …`: the villages that this installation serves, each by its host names. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      host: { type: 'string' },
      admin: { type: 'string' },
      name: { type: 'string' },
      kind: { type: 'string' },
    },
  });
  const [what, code, host] = positionals;
  if (what === 'list') return withPlatform(list);
  if (what === 'host' && code && host) return withPlatform(() => giveHost(code, host));
  const { admin, name, kind } = values;
  if (what !== 'add' || !code || !values.host || !admin || !name) throw new Error(usage);
  const typed = { code, host: values.host, kind, username: admin, name };
  return withPlatform(async () => {
    const { village, ...temporary } = await addVillage(typed);
    console.log(`${village.kind} ${village.name} answers on ${typed.host}, within half a minute.`);
    tellTemporaryPassword(temporary);
    return 0;
  });
}

async function list(): Promise<number> {
  for (const { regionCode, title, hosts } of await listVillages())
    console.log(
      `${regionCode}  ${title.padEnd(30)} ${hosts.join(', ') || '(any host, while alone)'}`,
    );
  return 0;
}

async function giveHost(code: string, host: string): Promise<number> {
  const digits = parseVillageCode(code);
  await addHost(digits ? formatRegionCode(digits) : code, host);
  return 0;
}
