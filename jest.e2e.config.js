import unit from './jest.config.js'

/**
 * End-to-end tests: real engines, real registries, the files that action.yml names. As root, or with sudo.
 * Run with `node --experimental-vm-modules node_modules/jest/bin/jest.js -c jest.e2e.config.js`.
 */
export default {
  ...unit,
  testMatch: ['<rootDir>/__tests__/e2e/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/__tests__/e2e/setup/global-setup.mjs',
  globalTeardown: '<rootDir>/__tests__/e2e/setup/global-teardown.mjs',
  testSequencer: '<rootDir>/__tests__/e2e/setup/sequencer.mjs',
  testTimeout: 120_000,
  // More than processors: a step waits for its engine and its registry most of the time.
  maxWorkers: 4,
}
