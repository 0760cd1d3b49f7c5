import { defineConfig } from 'vitest/config';

const rules = ['src/lib/domain/**/*.test.ts'];

export default defineConfig({
  test: {
    env: { BALAI_LOG: 'silent' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: rules,
          // Pure functions keep nothing from one file to the next: a process is enough for all.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['src/**/*.test.ts', 'tests/**/*.test.ts', 'cli/**/*.test.ts'],
          exclude: ['tests/e2e/**', ...rules],
          globalSetup: 'tests/global-setup.ts',
        },
      },
    ],
  },
});
