import type { Path } from './mistake.js';

/** Notes what is wrong: `at` a place of the settings file, or `inEnvironment` under a variable's name. */
export interface Notes {
  at(path: Path, sentence: string): void;
  /** Whether something wrong was noted at this place or around it. */
  isWrong(path: Path): boolean;
  inEnvironment(name: string, sentence: string): void;
}
