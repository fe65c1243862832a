import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Rulebook } from '../src/domain/rulebook.js';
import { readYaml } from './document.js';
import { printPath, type Mistake } from './mistake.js';

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'Write a day in quotes, like "2025-10-07".' });
const days = z.number().int().min(1).max(60);
const rank = (level: number | 'unlimited'): number => (level === 'unlimited' ? Infinity : level);

const rulebookSchema = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9-]{1,40}$/, { error: 'Write small letters, digits and dashes.' }),
    from: day,
    to: day.nullable(),
    sources: z
      .array(z.url({ protocol: /^https$/, error: 'Write the https address of a public page.' }))
      .min(1),
    scope: z.enum(['portfolio', 'number']),
    ladder: z
      .array(z.union([z.number().int().min(1), z.literal('unlimited')]))
      .min(1)
      .refine((levels) => levels.every((level, i) => i === 0 || rank(level) > rank(levels[i - 1] ?? 0)), {
        error: 'The levels must rise.',
      }),
    raise: z.strictObject({
      automaticFrom: z.number().int().min(1),
      statuses: z.array(z.enum(['connected', 'flagged', 'restricted', 'offline', 'pending'])).nullable(),
      qualities: z.array(z.enum(['green', 'yellow', 'red'])).min(1),
      qualityOf: z.enum(['number', 'all-numbers']),
      used: z.strictObject({ days, share: z.number().gt(0).max(10) }),
      atLimit: z.strictObject({ hours: z.number().int().min(1), days }).nullable(),
      delay: z.strictObject({ hours: z.number().min(0).max(240), kind: z.enum(['after', 'within']) }),
    }),
    lower: z.strictObject({ daysLow: days, levels: z.number().int().min(1).max(5) }).nullable(),
  })
  .refine((book) => book.to === null || book.from <= book.to, {
    path: ['to'],
    error: 'The last day is before the first.',
  });

/** A rulebook from what its file holds, or what is wrong with it. */
function rulebookFrom(
  value: unknown,
):
  | { readonly ok: true; readonly rulebook: Rulebook }
  | { readonly ok: false; readonly flaws: readonly z.core.$ZodIssue[] } {
  const parsed = rulebookSchema.safeParse(value);
  if (!parsed.success) return { ok: false, flaws: parsed.error.issues };
  const { ladder, ...rest } = parsed.data;
  return {
    ok: true,
    rulebook: {
      ...rest,
      ladder: ladder.map((level) =>
        level === 'unlimited' ? { kind: 'unlimited' } : { kind: 'capped', recipients: level },
      ),
    },
  };
}

/** Every rulebook in a folder, and what is wrong in the files. A rulebook's name is its file's name. */
export function readRulebooks(folder: string): {
  readonly rulebooks: ReadonlyMap<string, Rulebook>;
  readonly mistakes: readonly Mistake[];
} {
  const rulebooks = new Map<string, Rulebook>();
  const mistakes: Mistake[] = [];
  for (const file of namesIn(folder)) {
    if (!file.endsWith('.yaml')) continue;
    const name = `rulebooks/${file}`;
    const read = readYaml(join(folder, file), name);
    if (!read.ok) {
      mistakes.push(...read.mistakes);
      continue;
    }
    const made = rulebookFrom(read.file.value);
    if (!made.ok) {
      for (const { path, message } of made.flaws) {
        const place = path.map((step) => (typeof step === 'number' ? step : String(step)));
        mistakes.push({ file: name, path: printPath(place), line: read.file.line(place), sentence: message });
      }
    } else if (`${made.rulebook.name}.yaml` !== file) {
      mistakes.push({
        file: name,
        path: 'name',
        line: read.file.line(['name']),
        sentence: `A rulebook is named like its file; write ${file.replace(/\.yaml$/, '')}.`,
      });
    } else rulebooks.set(made.rulebook.name, made.rulebook);
  }
  return { rulebooks, mistakes };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    throw new Error(`The package is incomplete: ${folder} cannot be read. Install it again.`);
  }
}
