import { wordsOf, type Words } from './index.js';
import type { Typed } from './typed.js';

const all = Object.values<Words>(wordsOf);

function everywhere(pick: (typed: Typed) => readonly string[]): readonly string[] {
  return all.flatMap(({ typed }) => pick(typed));
}

/** What people type, in all languages together: nobody has to switch to be understood. */
export const understood: Typed = {
  until: everywhere(({ until }) => until),
  clock: everywhere(({ clock }) => clock),
  tomorrow: everywhere(({ tomorrow }) => tomorrow),
  healthy: everywhere(({ healthy }) => healthy),
  minute: everywhere(({ minute }) => minute),
  hour: everywhere(({ hour }) => hour),
  day: everywhere(({ day }) => day),
  thousand: everywhere(({ thousand }) => thousand),
  list: everywhere(({ list }) => list),
  end: everywhere(({ end }) => end),
};
