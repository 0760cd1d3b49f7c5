/**
 * The floors of the house (docs/architecture.md): routes → server rooms → platform → domain.
 * A room is used through its index.ts alone, and knows only the rooms named here.
 */
const rooms = {
  audit: [],
  notices: [],
  villages: ['audit'],
  registers: ['villages'],
  population: ['audit', 'notices', 'villages', 'registers'],
  access: ['audit', 'notices', 'villages', 'population'],
  letters: ['audit', 'notices', 'villages', 'registers', 'population', 'access'],
  reports: ['villages'],
  surveys: ['audit', 'villages', 'population', 'access', 'letters', 'reports'],
  opensid: ['audit', 'villages', 'population'],
  voices: ['audit', 'notices', 'villages', 'population', 'access'],
  assistance: ['audit', 'notices', 'villages', 'population', 'access'],
  channels: ['audit', 'notices', 'villages', 'population', 'access'],
  news: ['audit', 'notices', 'villages', 'population', 'access'],
  service: ['audit', 'villages', 'letters', 'voices', 'surveys', 'news', 'reports'],
  desk: ['villages', 'population', 'access', 'letters', 'voices', 'assistance', 'news', 'opensid'],
};

const room = `^src/lib/server/(${Object.keys(rooms).join('|')})/`;
const test = '[.]test[.]ts$';

/** `name` may not import what matches `to`. */
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    forbid(
      'domain-is-the-ground',
      'Domain imports nothing of ours.',
      { path: '^src/lib/domain/' },
      { path: '^(src|cli|tests|bench|scripts)/', pathNot: '^src/lib/domain/' },
    ),
    forbid(
      'domain-is-pure',
      'No I/O and no framework in domain: of foreign modules it may only hash, judge and read YAML.',
      { path: '^src/lib/domain/', pathNot: test },
      { dependencyTypes: ['core', 'npm'], pathNot: '^(node:)?crypto$|^node_modules/(zod|yaml)/' },
    ),
    forbid(
      'ui-knows-domain',
      'The design system imports domain only.',
      { path: '^src/lib/ui/' },
      { path: '^(src|cli|tests|bench|scripts)/', pathNot: '^src/lib/(ui|domain)/' },
    ),
    forbid(
      'platform-knows-domain',
      'The platform imports domain only.',
      { path: '^src/lib/server/platform/', pathNot: test },
      { path: '^(src|cli|tests|bench|scripts)/', pathNot: '^src/lib/(server/platform|domain)/' },
    ),
    forbid(
      'server-knows-no-page',
      'Server code imports neither pages nor their components.',
      { path: '^src/lib/server/' },
      { path: '^src/(routes|lib/ui)/' },
    ),
    forbid(
      'through-the-door',
      'What is in a room, and in the platform, is used through its index.ts.',
      { path: '^src/lib/server/([^/]+)/', pathNot: test },
      {
        path: '^src/lib/server/[^/]+/',
        pathNot: ['^src/lib/server/$1/', '^src/lib/server/[^/]+/index[.]ts$'],
      },
    ),
    forbid(
      'through-the-door-from-outside',
      'Pages, hooks, commands and what wires the house use rooms and platform through their index.ts.',
      { path: '^(src/routes/|src/hooks|src/lib/server/[^/]+[.]ts$|cli/)', pathNot: test },
      {
        path: '^src/lib/server/[^/]+/',
        // Two light pieces: the web server's process must not load the house twice.
        pathNot: [
          '/index[.]ts$',
          '^src/lib/server/web/',
          '^src/lib/server/platform/(config|log)[.]ts$',
        ],
      },
    ),
    ...Object.entries(rooms).map(([name, known]) =>
      forbid(
        `${name}-knows`,
        known.length ? `${name} knows ${known.join(', ')}.` : `${name} knows no other room.`,
        { path: `^src/lib/server/${name}/`, pathNot: test },
        { path: room, pathNot: `^src/lib/server/(${[name, ...known].join('|')})/` },
      ),
    ),
    forbid(
      'rooms-know-no-web',
      'A room does not know how it is asked.',
      { path: room },
      { path: '^src/lib/server/web/' },
    ),
    forbid(
      'sql-in-stores',
      'Only the platform and a room’s store write SQL.',
      { path: '^src/', pathNot: ['^src/lib/server/platform/', '(^|/|-)store[.]ts$', test] },
      { path: '^node_modules/(kysely|pg|pg-boss)/' },
    ),
    forbid('no-circles', 'No circles.', {}, { circular: true }),
    forbid(
      'shipped-stands-alone',
      'What is shipped uses neither tests nor tools.',
      { path: '^(src|cli)/', pathNot: test },
      { path: '^(tests|bench|scripts)/' },
    ),
    forbid(
      'no-tools-in-production',
      'What is shipped imports no development dependency.',
      { path: '^(src|cli)/', pathNot: [test, '^src/app[.]d[.]ts$'] },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid('it-is-there', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '[.]svelte-kit/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    builtInModules: {
      add: ['$app/env', '$app/state', '$app/paths', '$app/server', '$app/types', './$types'],
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['node', 'import', 'svelte', 'types', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.d.ts', '.mjs', '.cjs', '.json', '.css'],
    },
  },
};
