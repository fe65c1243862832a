import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A step of a recipe: a new file, a copied folder, or lines changed in a file. */
type Step =
  | { readonly kind: 'write'; readonly file: string; readonly text: string }
  | { readonly kind: 'copy'; readonly file: string; readonly from: string }
  | { readonly kind: 'edit'; readonly file: string; readonly places: readonly Place[] };

/** The lines of one place in a file, before and after. */
interface Place {
  readonly before: string;
  readonly after: string;
  readonly added: number;
}

/** How to add one thing. */
export interface Recipe {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** What a recipe takes: new files and folders, files edited, and lines written into those. */
export interface Effort {
  readonly written: number;
  readonly edited: number;
  readonly lines: number;
}

/** The recipes of a document: one for each heading of the second level that has steps. */
export function recipesIn(document: string): readonly Recipe[] {
  return document
    .split(/^## /m)
    .slice(1)
    .map((part) => ({ name: part.slice(0, part.indexOf('\n')).trim(), steps: stepsIn(part) }))
    .filter(({ steps }) => steps.length > 0);
}

function stepsIn(text: string): readonly Step[] {
  return [...text.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].flatMap(
    ([, language = '', file = '', body = '']): readonly Step[] => {
      if (language === 'sh') return copiesIn(body);
      if (file === '') throw new Error(`A block says no file: ${body.slice(0, 60)}`);
      return language === 'diff'
        ? [{ kind: 'edit', file, places: body.split(/^@@\n/m).map(placeOf) }]
        : [{ kind: 'write', file, text: body }];
    },
  );
}

function copiesIn(commands: string): readonly Step[] {
  return commands
    .trim()
    .split('\n')
    .map((line) => {
      const [, from, file] = /^cp -r (\S+) (\S+)$/.exec(line) ?? [];
      if (from === undefined || file === undefined) throw new Error(`Not understood: ${line}`);
      return { kind: 'copy', from, file };
    });
}

function placeOf(diff: string): Place {
  const lines = diff.replace(/\n$/, '').split('\n');
  const marked = (...marks: readonly string[]): readonly string[] =>
    lines.filter((line) => marks.includes(line.slice(0, 1))).map((line) => `${line.slice(1)}\n`);
  return {
    before: marked(' ', '-').join(''),
    after: marked(' ', '+').join(''),
    added: marked('+').length,
  };
}

/** Follows a recipe in a folder. Throws when a place is not there, or is there more than once. */
export function follow({ steps }: Recipe, folder: string): void {
  for (const step of steps) {
    const file = join(folder, step.file);
    mkdirSync(dirname(file), { recursive: true });
    if (step.kind === 'write') writeFileSync(file, step.text, { flag: 'wx' });
    else if (step.kind === 'copy') cpSync(join(folder, step.from), file, { recursive: true });
    else writeFileSync(file, step.places.reduce(edited(step.file), readFileSync(file, 'utf8')));
  }
}

function edited(file: string): (text: string, place: Place) => string {
  return (text, { before, after }) => {
    const [head = '', tail, ...more] = `\n${text}`.split(`\n${before}`);
    if (before === '' || tail === undefined || more.length > 0)
      throw new Error(`Not once in ${file}:\n${before}`);
    return `${head}\n${after}${tail}`.slice(1);
  };
}

/** What a recipe takes. What it changes in files of its own is part of writing those. */
export function effortOf({ steps }: Recipe): Effort {
  const made = steps.flatMap((step) => (step.kind === 'edit' ? [] : [step.file]));
  const edits = steps.flatMap((step) =>
    step.kind === 'edit' && !made.some((own) => step.file.startsWith(`${own}/`)) ? [step] : [],
  );
  return {
    written: made.length,
    edited: edits.length,
    lines: edits.flatMap(({ places }) => places).reduce((sum, { added }) => sum + added, 0),
  };
}
