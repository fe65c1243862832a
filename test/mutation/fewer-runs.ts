// Thousands of mutants are tried: a few dozen random cases each are enough to notice one.
import fc from 'fast-check';

fc.configureGlobal({ numRuns: 30 });
