import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** A broken ground floor is mostly noticed by its own tests, which load fastest; a run ends with the first that fails. */
class GroundFloorFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => (moduleId.includes('/test/domain/') ? 0 : 1);
    return Promise.resolve(files.toSorted((a, b) => rank(a) - rank(b)));
  }
}

// The tests of the ground floor and of what stands on it, without those that try hundreds of random cases: thousands of runs must stay short.
export default defineConfig({
  test: {
    include: ['test/domain/**/*.test.ts', 'test/app/**/*.test.ts'],
    exclude: ['test/domain/properties.test.ts', 'test/app/dispatch.test.ts', 'test/app/picture.test.ts'],
    testTimeout: 20_000,
    pool: 'forks',
    // Each run loads the ground floor once, not once for each file.
    isolate: false,
    sequence: { sequencer: GroundFloorFirst },
  },
});
