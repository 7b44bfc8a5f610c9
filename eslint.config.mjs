import tseslint from 'typescript-eslint';

/** Time, the environment, the network and the terminal are the kernel's: everything else is handed them (docs/ARCHITECTURE.md). */
const KERNEL_ONLY = [
  {
    selector: "MemberExpression[object.name='process'][property.name='env']",
    message: 'Settings are read in src/kernel/config and handed on.',
  },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'Time comes from a Clock.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Time comes from a Clock.' },
];

const EVERYWHERE = [
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file that declares it.' },
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
];

export default tseslint.config(
  { ignores: ['dist*/', 'node_modules/', 'coverage/', '.hub/', 'test/support/documents/'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [...tseslint.configs.recommended],
    rules: {
      'no-restricted-syntax': ['error', ...EVERYWHERE],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-else-return': 'error',
    },
  },
  {
    files: ['src/**/*.ts', 'demo/**/*.ts', 'bench/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      // a field of graphql-js is resolved with four
      'max-params': ['error', 4],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 50, skipComments: true, skipBlankLines: true }],
    },
    ignores: ['src/kernel/server/console/**'],
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/kernel/**'],
    rules: {
      'no-restricted-syntax': ['error', ...EVERYWHERE, ...KERNEL_ONLY],
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Sources are reached through a transport.' },
        { name: 'console', message: 'Use the log that is handed in.' },
      ],
    },
  },
  // one text of SQL
  {
    files: ['src/**/migrations/*.ts'],
    rules: { 'max-lines-per-function': 'off' },
  },
  // a resolver's parameters are the arguments of its field
  {
    files: ['src/**/*.resolver.ts'],
    rules: { 'max-params': 'off' },
  },
  // answers of the graph are taken apart freely
  {
    files: ['test/**/*.ts'],
    rules: { '@typescript-eslint/no-explicit-any': 'off' },
  },
  // jest calls the default export of these
  {
    files: ['test/support/global-*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
