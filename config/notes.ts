import type { Path } from './mistake.js';

/** Notes what is wrong or missing. */
export interface Notes {
  /** Something is wrong at a place of the settings file. */
  at(path: Path, sentence: string): void;
  /** Something is not there yet: a place of the settings file, or a variable by its name. */
  missing(place: Path | string, sentence: string): void;
  /** Whether something was noted at this place or around it. */
  isNoted(path: Path): boolean;
}
