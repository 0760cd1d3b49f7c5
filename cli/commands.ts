/** A subcommand: `run` takes the words after the name and returns the exit code. */
interface Command {
  name: string;
  usage: string;
  about: string;
  load(): Promise<{ run(args: string[]): Promise<number | void> }>;
}

/** All commands; each is loaded only when it is called. */
export const commands: Command[] = [
  { name: 'start', usage: 'start', about: 'serve (production)', load: () => import('./start.ts') },
  {
    name: 'demo',
    usage: 'demo',
    about: 'serve the demonstration village',
    load: () => import('./demo.ts'),
  },
  {
    name: 'import',
    usage: 'import penduduk FILE [--village HOST|CODE] [--preview] [--json]',
    about: 'bring residents in from a spreadsheet',
    load: () => import('./import.ts'),
  },
  {
    name: 'export',
    usage: 'export penduduk FILE.xlsx [--village HOST|CODE] [--masked] [--reason WHY]',
    about: 'write the register as a spreadsheet',
    load: () => import('./export.ts'),
  },
  {
    name: 'import opensid',
    usage: 'import opensid FILE.sql [--village HOST|CODE] [--config-id N]',
    about: 'move in from OpenSID: carry a whole database dump over',
    load: () => import('./import-opensid.ts'),
  },
  {
    name: 'audit',
    usage: 'audit verify [--village HOST] [--json]',
    about: 'check the audit trail',
    load: () => import('./audit.ts'),
  },
  {
    name: 'staff',
    usage: 'staff list | add | reset',
    about: 'officers, when no admin can sign in',
    load: () => import('./staff.ts'),
  },
  {
    name: 'village',
    usage: 'village list | add | host',
    about: 'the villages served here; add one more',
    load: () => import('./village.ts'),
  },
];
