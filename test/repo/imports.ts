import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import ts from 'typescript';

const root = join(import.meta.dirname, '../..');

/** One file naming another, or a package. */
export interface Import {
  readonly from: string;
  /** A file below the root, or the name of a package. */
  readonly to: string;
  readonly typeOnly: boolean;
  /** Loaded when the code gets there, not with the file. */
  readonly dynamic: boolean;
}

function filesUnder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

/** The files of the program. */
export const sourceFiles: readonly string[] = ['src', 'commands', 'config']
  .flatMap(filesUnder)
  .filter((file) => !file.endsWith('.d.ts'));

/** The text of each file of the program. */
export const sources: ReadonlyMap<string, string> = new Map(
  sourceFiles.map((file) => [file, readFileSync(join(root, file), 'utf8')]),
);

/** All that a file imports. */
export function importsOf(file: string): readonly Import[] {
  const tree = ts.createSourceFile(file, sources.get(file) ?? '', ts.ScriptTarget.ES2022, true);
  const found: Import[] = [];
  const add = (specifier: string, typeOnly: boolean, dynamic = false): void => {
    const to = specifier.startsWith('.')
      ? normalize(join(dirname(file), specifier)).replace(/\.js$/, '.ts')
      : specifier;
    found.push({ from: file, to, typeOnly, dynamic });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      add(node.moduleSpecifier.text, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (
      ts.isExportDeclaration(node) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      add(node.moduleSpecifier.text, node.isTypeOnly);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const first = node.arguments[0];
      if (first && ts.isStringLiteral(first)) add(first.text, false, true);
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

/** What is loaded together with a file; nothing is loaded for types. */
export function staticImports(file: string): readonly string[] {
  return importsOf(file)
    .filter(({ typeOnly, dynamic }) => !typeOnly && !dynamic)
    .map(({ to }) => to);
}
