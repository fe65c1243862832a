import { invalidParameter, nonexistingField } from './failure.js';
import type { RequestedField } from './fields.js';
import { plainField } from './fields.js';
import type { EdgePage } from './paging.js';
import { cutPage } from './paging.js';
import type { Story } from './story.js';
import type { SimToken, World } from './world.js';

/** Everything a read may look at besides the node itself. */
export interface ReadContext {
  readonly world: World;
  readonly story: Story;
  /** Simulated time, milliseconds since 1970. */
  readonly now: number;
  /** Major Graph version of the request, e.g. 26. */
  readonly version: number;
  readonly token: SimToken;
  /** Scheme, host and port the caller used, for the addresses of next pages. */
  readonly origin: string;
  /** Fields to deny as if this Graph version had dropped them. */
  readonly refusedFields: ReadonlySet<string>;
  /** A cursor every page claims to end with, for playing a list that never ends. */
  readonly repeatedCursor: string | undefined;
  /** Accounts that the app subscribed to since the simulator began. */
  readonly subscribed: ReadonlySet<string>;
}

/** How one field of a node is answered; undefined leaves it out of the answer. */
export type NodeFieldReader<R> = (ref: R, field: RequestedField, context: ReadContext) => unknown;

/** How one edge of a node is answered. */
export type EdgeReader<R> = (ref: R, field: RequestedField, context: ReadContext) => JsonObject;

/** What a kind of node can be asked. */
export interface NodeKind<R> {
  /** Meta's name of the type, as it stands in error messages. */
  readonly type: string;
  readonly defaults: readonly RequestedField[];
  readonly readers: ReadonlyMap<string, NodeFieldReader<R>>;
  /** Asked like fields, and also as paths: `/{id}/{edge}`. */
  readonly edges: ReadonlyMap<string, EdgeReader<R>>;
  /** A field that, asked alone, comes without the node's id. */
  readonly withoutId?: string;
}

/** An answer or a part of one. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Turns names into the fields a node answers when none are asked for. */
export function defaultFields(...names: readonly string[]): readonly RequestedField[] {
  return names.map(plainField);
}

/** Answers a node. Throws the failure of the first field that cannot be answered: one bad field spoils the whole read. */
export function readNode<R extends { readonly id: string }>(
  kind: NodeKind<R>,
  ref: R,
  fields: readonly RequestedField[] | undefined,
  context: ReadContext,
): JsonObject {
  const answer: Record<string, unknown> = {};
  for (const field of fields ?? kind.defaults) {
    const edge = kind.edges.get(field.name);
    const reader = kind.readers.get(field.name);
    if (context.refusedFields.has(field.name)) throw nonexistingField(field.name, kind.type);
    if (edge !== undefined) {
      answer[field.name] = edge(ref, field, context);
    } else if (reader !== undefined) {
      const value = reader(ref, field, context);
      if (value !== undefined) answer[field.name] = field.sub === undefined ? value : pick(value, field);
    } else {
      throw nonexistingField(field.name, kind.type);
    }
  }
  if (fields?.length === 1 && fields[0]?.name === kind.withoutId) return answer;
  answer['id'] = ref.id;
  return answer;
}

/** Keeps only the asked parts of a plain value such as `quality_score{score}`. */
function pick(value: unknown, field: RequestedField): unknown {
  if (typeof value !== 'object' || value === null) {
    throw invalidParameter(`Subfields are not allowed for field ${field.name}`);
  }
  const parts = new Map<string, unknown>(Object.entries(value));
  return Object.fromEntries((field.sub ?? []).map(({ name }) => [name, parts.get(name)]));
}

/** An edge of a node: what it is called, whose it is, and what stands on it. */
export interface Edge<R> {
  readonly ownerId: string;
  readonly name: string;
  readonly kind: NodeKind<R>;
  readonly items: readonly R[];
  /** Leaves `paging` out when all fits on one page, as some of Meta's samples do. */
  readonly barePage?: boolean;
  /** Answers ids as JSON numbers, as Meta's samples of some edges do. */
  readonly numericIds?: boolean;
}

/** Answers one page of an edge: `{data, paging?}`. */
export function readEdge<R extends { readonly id: string }>(
  edge: Edge<R>,
  field: RequestedField,
  context: ReadContext,
): JsonObject {
  const page = cutPage(`${edge.ownerId}/${edge.name}`, edge.items, pageArguments(field, context));
  const data = page.items.map((item) => {
    const node = readNode(edge.kind, item, field.sub, context);
    return edge.numericIds === true ? { ...node, id: numeric(item.id) } : node;
  });
  const paging = pagingOf(edge, page, field, context);
  return paging === undefined ? { data } : { data, paging };
}

/** With a repeating cursor in play the list starts again instead of failing. */
function pageArguments(field: RequestedField, context: ReadContext): ReadonlyMap<string, string> {
  const { repeatedCursor } = context;
  if (repeatedCursor === undefined || field.args.get('after') !== repeatedCursor) return field.args;
  return new Map([...field.args].filter(([name]) => name !== 'after'));
}

function pagingOf<R extends { readonly id: string }>(
  edge: Edge<R>,
  page: EdgePage<R>,
  field: RequestedField,
  context: ReadContext,
): JsonObject | undefined {
  if (page.cursors === undefined) return undefined;
  const { repeatedCursor } = context;
  if (repeatedCursor === undefined && edge.barePage === true && !page.hasNext && !page.hasPrevious)
    return undefined;
  const cursors =
    repeatedCursor === undefined ? page.cursors : { before: page.cursors.before, after: repeatedCursor };
  const hasNext = page.hasNext || repeatedCursor !== undefined;
  return {
    cursors,
    ...(hasNext ? { next: pageAddress(edge, page, field, context, 'after', cursors.after) } : {}),
    ...(page.hasPrevious
      ? { previous: pageAddress(edge, page, field, context, 'before', cursors.before) }
      : {}),
  };
}

/** The address of a neighbouring page. Like Meta's, it carries the access token in clear. */
function pageAddress<R>(
  edge: Edge<R>,
  page: EdgePage<unknown>,
  field: RequestedField,
  context: ReadContext,
  direction: 'after' | 'before',
  cursor: string,
): string {
  const query = new URLSearchParams({
    access_token: context.token.value,
    ...(field.subText === undefined ? {} : { fields: field.subText }),
    limit: String(page.limit),
    [direction]: cursor,
  });
  return `${context.origin}/v${context.version}.0/${edge.ownerId}/${edge.name}?${query.toString()}`;
}

function numeric(id: string): number | string {
  const value = Number(id);
  return Number.isSafeInteger(value) ? value : id;
}
