import { defineConfig } from 'vitest/config';

// The tests of the ground floor and of what stands on it, without those that try hundreds of random cases: thousands of runs must stay short.
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/app/**/*.test.ts'],
    exclude: ['test/domain/properties.test.ts', 'test/app/dispatch.test.ts', 'test/app/picture.test.ts'],
    setupFiles: ['test/support/offline.ts'],
    testTimeout: 20_000,
    pool: 'forks',
  },
});
