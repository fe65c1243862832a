import type { JsonObject } from '../loopback/json.js';
import { objectsFrom, stringFrom } from '../loopback/json.js';

/** A modal or a Home tab as somebody sees it now. */
export interface SlackView {
  readonly id: string;
  readonly hash: string;
  readonly user: string;
  readonly how: 'open' | 'push' | 'publish';
  readonly externalId: string;
  readonly callbackId: string;
  readonly rootId: string;
  /** What the bot sent, with the block ids Slack fills in. */
  readonly content: JsonObject;
  readonly edits: readonly JsonObject[];
}

/** Every view the bot has shown. */
export interface Views {
  list(): readonly SlackView[];
  find(id: string): SlackView | undefined;
  /** The Home tab of a person. */
  home(user: string): SlackView | undefined;
  show(content: JsonObject, user: string, how: SlackView['how'], rootId?: string): SlackView;
  /** Puts new content into a view; undefined when there is no such view. */
  replace(id: string, content: JsonObject): SlackView | undefined;
}

function withBlockIds(content: JsonObject): JsonObject {
  return {
    ...content,
    blocks: objectsFrom(content['blocks']).map((block, index) => ({ block_id: `made${index}`, ...block })),
  };
}

/** No views at first. */
export function createViews(onChange: () => void): Views {
  const byId = new Map<string, SlackView>();
  let changes = 0;
  const nextHash = (): string => `${Date.now()}.${String((changes += 1))}`;
  const save = (view: SlackView): SlackView => {
    byId.set(view.id, view);
    onChange();
    return view;
  };
  const replace = (before: SlackView, content: JsonObject): SlackView =>
    save({
      ...before,
      hash: nextHash(),
      callbackId: stringFrom(content['callback_id']),
      content: withBlockIds(content),
      edits: [...before.edits, before.content],
    });
  const home = (user: string): SlackView | undefined =>
    [...byId.values()].find((view) => view.how === 'publish' && view.user === user);
  return {
    list: () => [...byId.values()],
    find: (id) =>
      byId.get(id) ?? [...byId.values()].find((view) => view.externalId !== '' && view.externalId === id),
    home,
    show(content, user, how, rootId) {
      const shown = how === 'publish' ? home(user) : undefined;
      if (shown !== undefined) return replace(shown, content);
      const id = `V${String(byId.size + 1).padStart(10, '0')}`;
      return save({
        id,
        hash: nextHash(),
        user,
        how,
        externalId: stringFrom(content['external_id']),
        callbackId: stringFrom(content['callback_id']),
        rootId: rootId ?? id,
        content: withBlockIds(content),
        edits: [],
      });
    },
    replace(id, content) {
      const before = byId.get(id);
      return before === undefined ? undefined : replace(before, content);
    },
  };
}

/** The view as Slack's own JSON shows it. */
export function viewJson(view: SlackView, teamId: string, appId: string, botId: string): JsonObject {
  return {
    ...view.content,
    id: view.id,
    hash: view.hash,
    team_id: teamId,
    app_id: appId,
    bot_id: botId,
    callback_id: view.callbackId,
    external_id: view.externalId,
    private_metadata: stringFrom(view.content['private_metadata']),
    root_view_id: view.rootId,
    previous_view_id: null,
    state: { values: {} },
  };
}
