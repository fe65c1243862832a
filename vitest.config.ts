import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/offline.ts'],
    testTimeout: 20_000,
    hookTimeout: 20_000,
    pool: 'forks',
    // Loading Bolt and discord.js for each file anew would take most of the time.
    isolate: false,
    maxWorkers: '100%',
  },
});
