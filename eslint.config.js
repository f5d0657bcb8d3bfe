import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'
import { fenceRule } from './scripts/fences.mjs'

const sources = ['src-main/**/*.ts', 'src-preload/**/*.ts', 'src-renderer/**/*.{ts,vue}']
const tests = ['**/*.test.ts', '**/testing/**/*.ts']
const outsideStore = 'SQL belongs in src-main/store'

/** A rule of the domain is a function of its arguments: the same question gets the same answer, in a test as in a replay. */
const pure = [
  { selector: ':function[async=true]', message: 'The domain is synchronous.' },
  { selector: 'AwaitExpression', message: 'The domain is synchronous.' },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: 'The domain has no clock; take the instant as an argument.' },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The domain has no clock; take the instant as an argument.' },
  { selector: "CallExpression[callee.name='Date']", message: 'The domain has no clock; take the instant as an argument.' },
  { selector: "MemberExpression[object.name='Math'][property.name='random']", message: 'The domain has no chance; take the value as an argument.' },
]
const outerWorld = [
  'process', 'performance', 'crypto', 'fetch', 'console', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask',
]
/** Above `ocpp/` nothing branches on a version. */
const version = {
  selector: 'Literal[value=/^(ocpp)? ?(1\\.6j?|2\\.0\\.1|2\\.1)$/i]',
  message: 'Only src-main/ocpp names an OCPP version.',
}
const sql = [
  { selector: 'Literal[value=/^\\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN)\\s+[\\w*]/]', message: outsideStore },
  { selector: 'TemplateElement[value.raw=/^\\s*(SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|BEGIN)\\s+[\\w*]/]', message: outsideStore },
]

const likelyMistakes = [
  'for-direction', 'getter-return', 'no-case-declarations', 'no-cond-assign', 'no-constant-condition', 'no-control-regex',
  'no-debugger', 'no-dupe-else-if', 'no-duplicate-case', 'no-empty', 'no-empty-pattern', 'no-fallthrough',
  'no-irregular-whitespace', 'no-loss-of-precision', 'no-prototype-builtins', 'no-self-assign', 'no-self-compare',
  'no-sparse-arrays', 'no-unreachable-loop', 'no-unsafe-finally', 'no-unsafe-optional-chaining', 'no-useless-catch',
  'no-useless-escape', 'use-isnan', 'valid-typeof',
]

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'tests/results/', '.cache/'] },
  // They switch the rules off themselves; ignored here, they could not be named on a command line without a warning.
  { files: ['**/*.gen.ts'], linterOptions: { reportUnusedDisableDirectives: 'off' } },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/essential'],
  {
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      ...Object.fromEntries(likelyMistakes.map((rule) => [rule, 'error'])),
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false }],
      // Remembering which window has the focus is no closure in disguise.
      '@typescript-eslint/no-this-alias': 'off',
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
    },
  },
  {
    // The compiler knows the names of the globals better than a list in here would.
    files: ['**/*.{ts,vue}'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/no-v-html': 'error',
    },
  },
  {
    // Takes a ref that has properties of its own (the colour mode's) for a forgotten `.value`; the compiler knows better.
    files: ['**/*.{ts,vue}'],
    rules: { 'vue/no-ref-as-operand': 'off' },
  },
  {
    // Rules that need types: no promise is left to itself, and a new variant of a union breaks the build.
    files: ['src-main/**/*.ts', 'src-preload/**/*.ts', 'src-renderer/**/*.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: sources,
    ignores: tests,
    plugins: { plugboard: { rules: { fence: fenceRule } } },
    rules: { 'plugboard/fence': 'error', 'no-restricted-syntax': ['error', ...sql] },
  },
  {
    files: ['src-main/{app,shell,web}/**/*.ts', 'src-renderer/**/*.{ts,vue}'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', ...sql, version] },
  },
  {
    files: ['src-main/domain/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-syntax': ['error', ...sql, version, ...pure],
      'no-restricted-globals': ['error', ...outerWorld.map((name) => ({ name, message: 'The domain does not touch the world.' }))],
    },
  },
  {
    files: ['src-main/store/**/*.ts'],
    ignores: tests,
    rules: { 'no-restricted-syntax': ['error', version] },
  },
)
