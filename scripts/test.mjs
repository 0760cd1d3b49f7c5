/**
 * `npm test`: installs what is missing, then runs every check and test, all of them even after one
 * failed. The last line is `N passed, N failed`; each static check counts as one.
 *
 * `npm test -- eslint unit` runs only the steps named. Plain JavaScript for Node 18 and up.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBuilt, ensureInstalled, root, toolEnv, Trouble } from './bootstrap.mjs';

/**
 * How many tests or checks went well and how many did not, and the names of these where they have any.
 * @typedef {{ passed: number, failed: number, names?: string[] }} Count
 */

const results = join(root, 'test-results');

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Count | Promise<Count>} run
 * @property {boolean} [light] needs one core and nothing of the others: two run side by side
 */

/**
 * A check that says yes or no; its words are shown only when it says no.
 * @param {string} name
 * @param {string} program
 * @param {string[]} args
 * @returns {Step}
 */
const check = (name, program, ...args) => ({
  name,
  run: () => quietly(program, args),
  light: true,
});

/** @type {Step[]} */
const steps = [
  // The two longest first, side by side; then neither core waits for the other.
  check('eslint', 'eslint', '--max-warnings', '0', '.'),
  check('types', 'svelte-check', '--fail-on-warnings', '--output', 'human'),
  check('format', 'prettier', '--check', '--log-level', 'warn', '.'),
  check('floors', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'cli'),
  check(
    'unused',
    'knip',
    '--no-config-hints',
    '--include',
    'files,exports,unlisted,unresolved,duplicates',
  ),
  check('schema', 'node', 'scripts/schema-types.ts', '--check'),
  { name: 'build', run: build },
  { name: 'unit', run: unit },
  { name: 'journeys', run: journeys },
];

/**
 * @param {string} program
 * @param {string[]} args
 * @returns {Promise<Count>}
 */
async function quietly(program, args) {
  const child = spawn(program, args, { cwd: root, env: toolEnv() });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part) => (words += part));
  const status = await once(child, 'close').then(
    ([code]) => code,
    (error) => error.message,
  );
  if (status === 0) return { passed: 1, failed: 0 };
  console.log([words, typeof status === 'string' && status].filter(Boolean).join('\n'));
  return { passed: 0, failed: 1 };
}

/** @returns {Count} */
function build() {
  try {
    ensureBuilt();
    return { passed: 1, failed: 0 };
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

/**
 * Unit and integration tests, the latter on a real PostgreSQL.
 * @returns {Count}
 */
function unit() {
  const file = reportFile('vitest.json');
  const args = ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  return counted(file, ['vitest', ...args], {}, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    names: report.testResults.flatMap((/** @type {any} */ file) =>
      file.assertionResults
        .filter((/** @type {any} */ test) => test.status === 'failed')
        .map((/** @type {any} */ test) => `${relative(root, file.name)} › ${test.fullName}`),
    ),
  }));
}

/**
 * The browser's journeys through the built application.
 * @returns {Count}
 */
function journeys() {
  if (!findChromium()) {
    console.log(
      'The journeys need Chromium. Install it ("apt-get install chromium"), or set CHROMIUM to its path.',
    );
    return { passed: 0, failed: 1 };
  }
  const file = reportFile('playwright.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  return counted(file, ['playwright', 'test', '--reporter=dot,json'], env, ({ stats, suites }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    names: suites.flatMap(failedJourneys),
  }));
}

/**
 * @param {any} suite of Playwright's report
 * @returns {string[]}
 */
const failedJourneys = ({ specs = [], suites = [] }) => [
  ...specs
    .filter((/** @type {any} */ spec) =>
      spec.tests.some((/** @type {any} */ { status }) => status === 'unexpected'),
    )
    .map((/** @type {any} */ spec) => `${spec.file} › ${spec.title}`),
  ...suites.flatMap(failedJourneys),
];

/** @param {string} name */
function reportFile(name) {
  mkdirSync(results, { recursive: true });
  const file = join(results, name);
  rmSync(file, { force: true });
  return file;
}

/**
 * Runs a test runner and reads from its report how many tests passed.
 * @param {string} file where it writes its report
 * @param {[string, ...string[]]} command
 * @param {Record<string, string>} env
 * @param {(report: any) => Count} count
 * @returns {Count}
 */
function counted(file, [program, ...args], env, count) {
  const { status } = withScratch((TMPDIR) =>
    spawnSync(program, args, {
      cwd: root,
      env: {
        ...toolEnv(),
        TMPDIR,
        CHROMIUM: findChromium(),
        ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
        ...env,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
    }),
  );
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { passed, failed, names } = count(JSON.parse(readFileSync(file, 'utf8')));
  // It may fail as a whole while each test passed: a file that does not load, an error after the end.
  return { passed, failed: failed || status === 0 ? failed : 1, names };
}

/**
 * Runs work with a folder for the tests' databases, files and browser profiles, which is gone afterwards
 * whatever they left there. It lies in memory where the machine has room: a disk makes each of some ten
 * thousand transactions wait.
 * @template T
 * @param {(folder: string) => T} work
 */
function withScratch(work) {
  const folder = mkdtempSync(join(hasRoom(memory) ? memory : tmpdir(), 'balai-run-'));
  // PostgreSQL may run as a user of its own.
  chmodSync(folder, 0o755);
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const memory = '/dev/shm';
/** @param {string} folder */
function hasRoom(folder) {
  if (process.env.TMPDIR || !existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > 6 * 2 ** 30;
}

/** @param {string} program */
const pathOf = (program) =>
  spawnSync('which', [program], { encoding: 'utf8' }).stdout.trim() || undefined;

/** The same engine without the window costs half as much. */
const lightChromium = 'chromium-headless-shell';
const findChromium = () => process.env.CHROMIUM ?? pathOf(lightChromium) ?? pathOf('chromium');

/** Chromium for the journeys, pdfsig and pdftotext for the letters: from Debian, if we may. */
function ensureSystemPackages() {
  const wanted = [
    ...(process.env.CHROMIUM || pathOf(lightChromium) ? [] : [lightChromium]),
    ...(pathOf('pdfsig') ? [] : ['poppler-utils']),
  ];
  install(wanted);
  // Older Debians know only the whole browser.
  if (!findChromium()) install(['chromium']);
}

/** @param {string[]} missing packages of Debian */
function install(missing) {
  if (missing.length === 0 || !pathOf('apt-get')) return;
  const asRoot = process.getuid?.() === 0;
  if (!asRoot && spawnSync('sudo', ['-n', 'true']).status !== 0) {
    console.log(
      `Missing: ${missing.join(', ')}. Ask an administrator to install them with apt-get.`,
    );
    return;
  }
  console.log(`Installing ${missing.join(' and ')} …`);
  const command = `apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends ${missing.join(' ')}`;
  const [program, ...args] = asRoot ? ['sh', '-c', command] : ['sudo', '-n', 'sh', '-c', command];
  const apt = spawnSync(String(program), args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (apt.status !== 0) console.log(apt.stdout + apt.stderr);
}

/**
 * @param {string[]} wanted names of steps; none means all
 * @returns {Promise<number>} the exit code
 */
async function main(wanted) {
  const unknown = wanted.filter((name) => !steps.some((s) => s.name === name));
  if (unknown.length)
    throw new Trouble(
      `No step is called ${unknown.join(', ')}: ${steps.map((s) => s.name).join(', ')}.`,
    );
  ensureInstalled();
  ensureSystemPackages();
  spawnSync('svelte-kit', ['sync'], { cwd: root, env: toolEnv(), stdio: 'inherit' });
  const total = { passed: 0, failed: 0 };
  /** @type {string[]} */
  const summary = [];
  /** @param {Step} step */
  const take = async (step) => {
    console.log(`\n── ${step.name}`);
    const started = Date.now();
    const { passed, failed, names = [] } = await step.run();
    total.passed += passed;
    total.failed += failed;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    const line = `${failed ? '✗' : '✓'} ${step.name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(7)} s`;
    summary.push(line, ...names.map((name) => `    ${name}`));
    console.log(line);
  };
  const asked = steps.filter((s) => wanted.length === 0 || wanted.includes(s.name));
  const light = asked.filter((s) => s.light);
  const takeInTurn = async () => {
    for (let step = light.shift(); step; step = light.shift()) await take(step);
  };
  await Promise.all([takeInTurn(), takeInTurn()]);
  for (const step of asked.filter((s) => !s.light)) await take(step);
  console.log(`\n${summary.join('\n')}\n`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return total.failed ? 1 : 0;
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Trouble)) throw error;
  console.error(`${error.message}\n0 passed, 1 failed`);
  process.exitCode = 1;
}
