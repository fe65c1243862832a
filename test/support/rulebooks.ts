import { fileURLToPath } from 'node:url';
import { readRulebooks } from '../../config/rulebook-file.js';
import type { Rulebook } from '../../src/domain/rulebook.js';

const folder = fileURLToPath(new URL('../../config/rulebooks', import.meta.url));
const { rulebooks } = readRulebooks(folder);

function shipped(name: string): Rulebook {
  const rulebook = rulebooks.get(name);
  if (!rulebook) throw new Error(`config/rulebooks/${name}.yaml is missing or wrong`);
  return rulebook;
}

/** Today's rules: the portfolio owns the limit. */
export const portfolio2025 = shipped('portfolio-2025');

/** Half the limit in seven days, raised a day later. */
export const perNumber2023 = shipped('per-number-2023');

/** Twice the limit in seven days and two days at the limit, raised at once. */
export const perNumber2021 = shipped('per-number-2021');
