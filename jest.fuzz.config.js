import unit from './jest.config.js'

/** The fuzz targets, which `npm run fuzz` starts with a time budget. */
export default {
  ...unit,
  testMatch: ['<rootDir>/__tests__/fuzz/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  // A target ends by its budget; scripts/fuzz.mjs ends the one that never does.
  testTimeout: 2_147_483_647,
}
