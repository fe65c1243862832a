import ts from 'typescript';

/** A sentence of a doc comment. A semicolon and a colon end one as a full stop does. */
export interface Sentence {
  /** The line of the file on which its comment begins, from 1. */
  readonly line: number;
  readonly text: string;
  /** A code span and an address count as one word each. */
  readonly words: number;
}

function parsed(source: string): ts.SourceFile {
  return ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022, true);
}

/** On the lines before a node, and on its own line after what precedes it. */
function docCommentsBefore(node: ts.Node, source: string): readonly ts.CommentRange[] {
  const start = node.getFullStart();
  const sameLine = ts.getTrailingCommentRanges(source, start) ?? [];
  const above = ts.getLeadingCommentRanges(source, start) ?? [];
  return [...sameLine, ...above].filter(({ pos }) => source.startsWith('/**', pos));
}

function runningText(comment: string): string {
  const lines = comment.slice(3, -2).split('\n');
  const texts = lines.map((line, i) => (i === 0 ? line : line.replace(/^\s*\*/, '')).trim());
  return texts.map((text) => text.replace(/^@\w+/, '')).join(' ');
}

function wordsIn(sentence: string): number {
  return sentence.split(/\s+/).filter((word) => word !== '').length;
}

/** The sentences of all doc comments of a source, in its order. */
export function docSentences(source: string): readonly Sentence[] {
  const tree = parsed(source);
  const comments = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of docCommentsBefore(node, source)) comments.set(pos, source.slice(pos, end));
    for (const child of node.getChildren(tree)) visit(child);
  };
  visit(tree);
  return [...comments].flatMap(([pos, comment]) => {
    const line = tree.getLineAndCharacterOfPosition(pos).line + 1;
    const spans: string[] = [];
    const veiled = runningText(comment).replace(/`[^`]*`|https?:\/\/[^\s)]*[^\s).,;:]/g, (span) => {
      spans.push(span);
      return `\u0000${String(spans.length - 1)}\u0000`;
    });
    const sentences = veiled.split(/(?<=[.;:?!])\s+/).filter((one) => one.trim() !== '');
    return sentences.map((one): Sentence => {
      const text = one.replace(/\u0000(\d+)\u0000/g, (_, i: string) => spans[Number(i)] ?? '');
      return { line, text: text.trim(), words: wordsIn(one) };
    });
  });
}

/** An exported function, interface, type, constant, class or enum. */
interface Exported {
  readonly name: string;
  readonly line: number;
}

/** What a source exports without a doc comment. Of overloads, one comment is enough. */
export function undocumentedExports(source: string): readonly Exported[] {
  const tree = parsed(source);
  const bare = new Map<string, Exported>();
  const documented = new Set<string>();
  for (const statement of tree.statements) {
    if (!ts.canHaveModifiers(statement)) continue;
    if (!ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue;
    const hasDoc = docCommentsBefore(statement, source).length > 0;
    const line = tree.getLineAndCharacterOfPosition(statement.getStart(tree)).line + 1;
    for (const name of namesOf(statement)) {
      if (hasDoc) documented.add(name);
      else bare.set(name, { name, line });
    }
  }
  return [...bare.values()].filter(({ name }) => !documented.has(name));
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.map(({ name }) => name.getText());
  const isNamed =
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return isNamed ? [statement.name?.text ?? 'default'] : [];
}
