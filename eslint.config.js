import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/** Components that may set HTML, each because it makes that HTML itself out of nothing foreign. */
const mayWriteHtml = [
  'src/lib/ui/ArticleText.svelte',
  'src/lib/ui/PageMeta.svelte',
  'src/lib/ui/SecondFactorSetup.svelte',
];

const sql = {
  selector:
    'CallExpression[callee.property.name=/^(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)$/]',
  message: 'SQL stands in the room’s store.ts.',
};

const machineTime = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the clock: now() of the platform. For spans of time: performance.now().',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the clock: now() of the platform.',
  },
];

export default ts.config(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'test-results/',
      'data*/',
      'src/lib/server/platform/schema.d.ts',
    ],
  },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['$lib', '$lib/*'], message: 'Write #lib/….ts.' }] },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // TypeScript knows what is defined.
      'no-undef': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // The links are ours and whole; there is no base path and no client-side router to resolve for.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: { 'prefer-const': 'off', 'svelte/prefer-const': 'error' },
  },
  {
    files: ['**/*.ts'],
    // One program for all that is checked in one go: a tenth quicker than the editor's service.
    languageOptions: {
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    ignores: ['src/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', sql, ...machineTime] },
  },
  {
    files: ['src/lib/server/platform/**/*.ts', 'src/**/*store.ts'],
    ignores: ['src/**/*.test.ts'],
    rules: { 'no-restricted-syntax': ['error', ...machineTime] },
  },
  {
    files: ['src/lib/server/platform/clock.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // Past this a file is two things.
  { files: ['{src,cli}/**'], ignores: ['**/*.test.ts'], rules: { 'max-lines': ['error', 350] } },
  { files: mayWriteHtml, rules: { 'svelte/no-at-html-tags': 'off' } },
  {
    files: ['static/**/*.js'],
    languageOptions: { sourceType: 'script' },
    rules: { 'no-undef': 'off' },
  },
  {
    // These talk to whoever runs them.
    files: ['cli/**', 'scripts/**', 'bench/**', 'tests/ui/**'],
    rules: { 'no-console': 'off' },
  },
);
