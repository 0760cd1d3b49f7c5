/**
 * `npm run demo`, `npm start`: install and build what is missing, then hand over to `balai`.
 *
 * Plain JavaScript for Node 18 and up: it runs before the project's own Node 24 is there.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const bin = join(root, 'node_modules', '.bin');
const node = join(bin, 'node');

/** What went wrong, told without a stack. */
export class Trouble extends Error {}

/** The environment for the project's own tools: its Node 24 comes first on the path. */
export const toolEnv = () => ({
  // What one process compiled, the next need not: the same folder as the commands' (cli/balai.ts).
  NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/balai'),
  ...process.env,
  PATH: bin + delimiter + (process.env.PATH ?? ''),
});

/** Installs the locked packages when they are missing or older than the lock file. */
export function ensureInstalled() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  const lock = join(root, 'package-lock.json');
  const current =
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs && nodeMajor();
  if (current !== 24) {
    console.log('Installing packages …');
    // npm takes away the Node that may be running us: it must not find itself on that one.
    const path = (process.env.PATH ?? '').split(delimiter).filter((p) => resolve(p) !== bin);
    const env = { ...process.env, PATH: path.join(delimiter) };
    // Warnings left out: they are about the Node that installs, and the packages run on our own.
    const quietly = ['--no-audit', '--no-fund', '--loglevel=error'];
    const npm = spawnSync('npm', ['ci', '--include=dev', ...quietly], {
      cwd: root,
      env,
      stdio: 'inherit',
    });
    if (npm.status !== 0)
      throw new Trouble('The packages could not be installed: see what npm says above.');
  }
  if (nodeMajor() !== 24)
    throw new Trouble(
      'Node 24 is missing in node_modules. npm may have been told not to run install scripts: run "npm rebuild node".',
    );
}

function nodeMajor() {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)\./.exec(stdout ?? '')?.[1]);
}

/** Builds the web server when what it is made of has changed since the last build. */
export function ensureBuilt() {
  const stamp = join(root, 'build', 'made-of.sha256');
  const wanted = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Building …');
  const vite = spawnSync(join(bin, 'vite'), ['build', '--logLevel', 'warn'], {
    cwd: root,
    env: { ...toolEnv(), NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  if (vite.status !== 0) throw new Trouble('The build failed: see above.');
  // Written last: a build that was cut short is made anew.
  writeFileSync(stamp, wanted);
}

function sourcesHash() {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    const full = join(root, path);
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name));
    } else if (!/\.test\.ts$/.test(path)) {
      hash.update(path).update('\0').update(readFileSync(full)).update('\0');
    }
  };
  ['src', 'static', 'vite.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'].forEach(
    add,
  );
  return hash.digest('hex');
}

/**
 * Runs `balai` on the project's Node 24, passing signals on.
 * @param {string[]} args
 * @returns {Promise<number>} its exit code
 */
function balai(args) {
  const child = spawn(node, [join(root, 'cli', 'balai.ts'), ...args], {
    cwd: root,
    env: toolEnv(),
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child from the terminal as well; stopping twice is stopping once.
  /** @type {NodeJS.Signals[]} */
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) =>
      resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
    );
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    ensureInstalled();
    ensureBuilt();
    process.exitCode = await balai(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof Trouble)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
