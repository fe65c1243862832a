import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Starts the files that start programs first, since they take longest: else the last one runs when all else is done. */
class ProgramsFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const startsPrograms = ({ moduleId }: TestSpecification): boolean => moduleId.includes('/test/e2e/');
    const usual = await super.sort(files);
    return [...usual.filter(startsPrograms), ...usual.filter((file) => !startsPrograms(file))];
  }
}

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
    // Half of the workers wait for a program, a disk or a line at any time.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
    // One for all workers, told by the tests that kill, so that a run that failed can be repeated.
    env: { KILL_SEED: process.env['KILL_SEED'] ?? String(randomInt(1_000_000)) },
    sequence: { sequencer: ProgramsFirst },
  },
});
