import { defineConfig } from 'vitest/config';

// The tests of the ground floor, without those that try hundreds of random cases: thousands of runs must stay short.
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/app/deliver.test.ts', 'test/app/desk.test.ts'],
    exclude: ['test/domain/properties.test.ts'],
    setupFiles: ['test/support/offline.ts'],
    testTimeout: 20_000,
    pool: 'forks',
  },
});
