import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { sources } from './imports.js';

const document = readFileSync(join(import.meta.dirname, '../../docs/operations.md'), 'utf8');
const [, table = ''] = /### What the log says\n([\s\S]*?)\n### /.exec(document) ?? [];
const listed = [...table.matchAll(/^\| (`[^|]+`) +\|/gm)].flatMap(([, names = '']) =>
  [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
);

/** What an expression may say, `…` where it is not written out. */
function saidBy(expression: ts.Expression, tree: ts.SourceFile): readonly string[] {
  if (ts.isStringLiteralLike(expression)) return [expression.text];
  if (ts.isConditionalExpression(expression))
    return [expression.whenTrue, expression.whenFalse].flatMap((one) => saidBy(one, tree));
  if (ts.isTemplateExpression(expression))
    return [
      [expression.head.text, ...expression.templateSpans.map((span) => `…${span.literal.text}`)].join(''),
    ];
  return [`${tree.fileName}: ${expression.getText(tree)}`];
}

/** The events of a file, and those that it only passes on, by its name. */
function eventsIn(file: string, text: string): readonly string[] {
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && isLogging(node.expression, tree)) {
      const [event] = node.arguments;
      if (event) found.push(...saidBy(event, tree));
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isLogging(called: ts.Expression, tree: ts.SourceFile): boolean {
  if (ts.isElementAccessExpression(called)) return /(^|\.)log$/.test(called.expression.getText(tree));
  if (!ts.isPropertyAccessExpression(called) || !/^(debug|info|warn|error)$/.test(called.name.text))
    return false;
  return /(^|\.)(plainLog|log)$/.test(called.expression.getText(tree));
}

/** Events that a file passes on, or puts together. */
const passedOn: Readonly<Record<string, readonly string[]>> = {
  '….failed': ['round', 'reading', 'sights', 'routes', 'digest', 'attendance', 'subscriptions', 'clock'].map(
    (job) => `${job}.failed`,
  ),
  'graph.unknown-pricing-…': ['graph.unknown-pricing-…'],
  'src/adapters/metrics/metrics.ts: event': [],
  'src/unforeseen.ts: event': ['uncaught', 'unhandled'],
  'src/app/digest-parts.ts: event': [
    'digest.peak-failed',
    'digest.ahead-failed',
    'digest.forecast-failed',
    'digest.limits-failed',
    'picture.failed',
  ],
};

it('docs/operations.md lists every event of the log, and no other', () => {
  const written = [...sources]
    .filter(([file]) => !file.startsWith('src/cli/init/') && !file.startsWith('src/simulator/'))
    .flatMap(([file, text]) => eventsIn(file, text))
    .flatMap((event) => passedOn[event] ?? [event]);
  expect(listed.toSorted()).toEqual([...new Set(written)].toSorted());
});
