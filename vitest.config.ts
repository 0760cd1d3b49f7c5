import { defineConfig } from 'vitest/config';

const rules = ['src/lib/domain/**/*.test.ts'];
/** Files that put something else in a module's place. */
const apart = ['tests/channels/delivery-life.test.ts'];

export default defineConfig({
  test: {
    env: { BALAI_LOG: 'silent' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A process and its modules serve many files: what is kept in memory goes with the platform that
    // each file starts for itself (`keptWhileRunning`).
    isolate: false,
    projects: [
      { extends: true, test: { name: 'rules', include: rules } },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'cli/**/*.test.ts'],
          exclude: ['tests/e2e/**', ...rules, ...apart],
          globalSetup: 'tests/global-setup.ts',
        },
      },
      {
        extends: true,
        test: {
          name: 'apart',
          include: apart,
          globalSetup: 'tests/global-setup.ts',
          isolate: true,
        },
      },
    ],
  },
});
