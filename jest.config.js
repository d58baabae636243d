/** Unit tests: every file of __tests__ but those that need an engine or a time budget. */
export default {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/e2e/', '<rootDir>/__tests__/fuzz/'],
  reporters: ['default', '<rootDir>/scripts/jest-counts.mjs'],
  // Jest's default leaves one processor idle.
  maxWorkers: '100%',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } } }] },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json'],
}
