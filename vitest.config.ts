import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const rules = ['src/lib/domain/**/*.test.ts'];
/** Files that put something else in a module's place. */
const apart = ['tests/channels/delivery-life.test.ts'];

/** What takes longest, though the file is small: begun last, all would wait for it. */
const longest = [
  'tests/letters/shipped-letters.test.ts',
  'tests/platform/embedded.test.ts',
  'tests/letters/longest-answers.test.ts',
  'tests/letters/official-forms.test.ts',
  'tests/platform/stopping.test.ts',
  'tests/ui/gallery.test.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.findIndex((file) => moduleId.endsWith(`/${file}`));
      return found < 0 ? longest.length : found;
    };
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    env: { BALAI_LOG: 'silent' },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A process and its modules serve many files: what is kept in memory goes with the platform that
    // each file starts for itself (`keptWhileRunning`).
    isolate: false,
    sequence: { sequencer: LongestFirst },
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
