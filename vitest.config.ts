import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/support/offline.ts'],
    // Only what hangs meets these: a machine that is busy with other work takes several times as long.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Loading Bolt and discord.js for each file anew would take most of the time.
    isolate: false,
    maxWorkers: '100%',
  },
});
