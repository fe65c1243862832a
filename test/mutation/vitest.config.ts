import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/app/deliver.test.ts', 'test/app/desk.test.ts'],
    setupFiles: ['test/support/offline.ts', 'test/mutation/fewer-runs.ts'],
    pool: 'forks',
  },
});
