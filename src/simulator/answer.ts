import { missingToken, requireAccess, requireLiving, requireProof, unknownToken } from './access.js';
import { tokenDescription } from './token-description.js';
import { GraphFailure, invalidParameter, unreadable } from './failure.js';
import type { RequestedField } from './fields.js';
import { FieldSyntaxError, parseFields } from './fields.js';
import { numberKind } from './number-node.js';
import { portfolioKind } from './portfolio-node.js';
import type { Quota, QuotaUse } from './quota.js';
import type { JsonObject, NodeKind, ReadContext } from './read.js';
import { readEdge, readNode } from './read.js';
import type { GraphPath, GraphRequest } from './request.js';
import { readPath } from './request.js';
import type { Story } from './story.js';
import { worldAt } from './story.js';
import { templateKind } from './template-node.js';
import { wabaKind } from './waba-node.js';
import type { NodeRef, PortfolioRef, SimToken, World } from './world.js';
import { indexOf } from './world.js';

/** What an answer may depend on. */
export interface AnswerSetting {
  readonly story: Story;
  readonly now: number;
  readonly quota: Quota;
  readonly refusedFields: ReadonlySet<string>;
  readonly repeatedCursor: string | undefined;
  /** Filled with the accounts that the app subscribes to. */
  readonly subscribed: Set<string>;
}

/** The usage a call reports in its headers; both are filled before the call can fail on anything else. */
export interface UsageNote {
  app?: QuotaUse;
  account?: { readonly id: string; readonly use: QuotaUse };
}

const defaultCallsPerHour = 200;

/** The JSON of a call. Throws GraphFailure for everything Graph would refuse; `note` is filled on the way. */
export function answerCall(request: GraphRequest, setting: AnswerSetting, note: UsageNote): JsonObject {
  const path = readPath(request.path);
  const world = worldAt(setting.story, setting.now);
  if (request.token === undefined) throw missingToken();
  const subscribes = request.method === 'POST' && path.edge === 'subscribed_apps';
  if (request.method !== 'GET' && !subscribes) throw unsupported(request.method, path.node);
  if (path.node === 'debug_token') return answerDebugToken(request, world, setting, note);
  if (path.node === world.app.id && path.edge === 'subscriptions') return answerSubscriptions(request, world);
  const token = indexOf(world).tokens.get(request.token);
  if (token === undefined) throw unknownToken();
  requireLiving(token, setting.now);
  requireProof(world.app, token.value, request.query.get('appsecret_proof'));
  if (path.node === 'me' && path.edge === 'businesses') {
    chargeApp(world, setting, note);
    return answerBusinesses(token, request, { ...contextOf(request, path, world, setting), token });
  }
  const ref = findNode(path.node, world, setting.story);
  requireAccess(token, ref, path.edge);
  charge(ref, world, setting, note);
  const context: ReadContext = { ...contextOf(request, path, world, setting), token };
  if (subscribes) {
    if (ref.kind !== 'waba') throw unsupported(request.method, path.node);
    setting.subscribed.add(ref.id);
    return { success: true };
  }
  switch (ref.kind) {
    case 'portfolio':
      return answerNode(portfolioKind, ref, path, request, context);
    case 'waba':
      return answerNode(wabaKind, ref, path, request, context);
    case 'number':
      return answerNode(numberKind, ref, path, request, context);
    case 'template':
      return answerNode(templateKind, ref, path, request, context);
  }
}

function contextOf(
  request: GraphRequest,
  path: GraphPath,
  world: World,
  setting: AnswerSetting,
): Omit<ReadContext, 'token'> {
  return {
    world,
    story: setting.story,
    now: setting.now,
    version: path.version,
    origin: request.origin,
    refusedFields: setting.refusedFields,
    repeatedCursor: setting.repeatedCursor,
    subscribed: setting.subscribed,
  };
}

/** The portfolios of the token's user. */
function answerBusinesses(token: SimToken, request: GraphRequest, context: ReadContext): JsonObject {
  if (!token.scopes.includes('business_management')) {
    throw new GraphFailure(403, { message: '(#200) Requires business_management permission', code: 200 });
  }
  const fields = requestedFields(request.query.get('fields'));
  const items = context.world.portfolios.flatMap((portfolio): readonly PortfolioRef[] =>
    token.grants === 'everything' || token.grants.includes(portfolio.id)
      ? [{ kind: 'portfolio', id: portfolio.id, portfolio }]
      : [],
  );
  const edge = { ownerId: token.userId, name: 'businesses', kind: portfolioKind, items };
  const text = request.query.get('fields');
  return readEdge(edge, { name: 'businesses', args: request.query, sub: fields, subText: text }, context);
}

function answerNode<R extends NodeRef>(
  kind: NodeKind<R>,
  ref: R,
  path: GraphPath,
  request: GraphRequest,
  context: ReadContext,
): JsonObject {
  const fields = requestedFields(request.query.get('fields'));
  if (path.edge === undefined) return readNode(kind, ref, fields, context);
  const reader = kind.edges.get(path.edge);
  if (reader === undefined) throw unreadable(`Unknown path components: /${path.edge}`);
  // A path's edge is the same edge as in a field expansion, with its modifiers in the query.
  const field: RequestedField = {
    name: path.edge,
    args: request.query,
    sub: fields,
    subText: request.query.get('fields'),
  };
  return reader(ref, field, context);
}

function requestedFields(text: string | undefined): readonly RequestedField[] | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  try {
    return parseFields(text);
  } catch (error) {
    if (!(error instanceof FieldSyntaxError)) throw error;
    throw unreadable(`Syntax error "${error.message}" at character ${error.position}: ${text}`);
  }
}

/** What the app is subscribed to, for whoever has its own token. */
function answerSubscriptions({ token }: GraphRequest, { app }: World): JsonObject {
  if (token !== `${app.id}|${app.secret}`) throw unknownToken();
  const { webhooks } = app;
  if (webhooks === undefined) return { data: [] };
  const fields = webhooks.fields.map((name) => ({ name, version: 'v26.0' }));
  const object = 'whatsapp_business_account';
  return { data: [{ object, callback_url: webhooks.callback, active: webhooks.paused !== true, fields }] };
}

function answerDebugToken(
  request: GraphRequest,
  world: World,
  setting: AnswerSetting,
  note: UsageNote,
): JsonObject {
  const { token } = request;
  if (token !== `${world.app.id}|${world.app.secret}`) {
    const caller: SimToken | undefined = indexOf(world).tokens.get(token ?? '');
    if (caller === undefined) throw unknownToken();
    requireLiving(caller, setting.now);
    requireProof(world.app, caller.value, request.query.get('appsecret_proof'));
  }
  chargeApp(world, setting, note);
  return tokenDescription(world, request.query.get('input_token'), setting.now);
}

/** An id nobody has is 100/33; one that was there when the story began and is gone now is 803. */
function findNode(id: string, world: World, story: Story): NodeRef {
  if (!/^\d{1,25}$/.test(id)) throw invalidParameter(`Invalid id ${id}: it must be numeric`);
  const ref = indexOf(world).nodes.get(id);
  if (ref !== undefined) return ref;
  if (indexOf(story.start).nodes.has(id)) {
    throw new GraphFailure(404, {
      message: '(#803) The object was deleted and can no longer be read',
      type: 'GraphMethodException',
      code: 803,
    });
  }
  throw unsupported('GET', id);
}

function unsupported(method: string, id: string): GraphFailure {
  return new GraphFailure(400, {
    message: `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
    type: 'GraphMethodException',
    code: 100,
    subcode: 33,
  });
}

function charge(ref: NodeRef, world: World, setting: AnswerSetting, note: UsageNote): void {
  if (ref.kind === 'portfolio') {
    chargeApp(world, setting, note);
    return;
  }
  const { waba } = ref;
  const use = setting.quota.charge(waba.id, waba.callsPerHour ?? defaultCallsPerHour, setting.now);
  note.account = { id: waba.id, use };
  if (!use.exceeded) return;
  throw new GraphFailure(400, {
    message: '(#80008) Too many calls to this WhatsApp Business account; wait a while and try again',
    code: 80008,
  });
}

function chargeApp(world: World, setting: AnswerSetting, note: UsageNote): void {
  const use = setting.quota.charge('app', world.app.callsPerHour ?? defaultCallsPerHour, setting.now);
  note.app = use;
  if (!use.exceeded) return;
  throw new GraphFailure(400, {
    message: '(#4) Application request limit reached',
    code: 4,
    isTransient: true,
  });
}
