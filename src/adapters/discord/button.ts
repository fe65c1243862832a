import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
} from 'discord.js';
import type { Action } from '../../cards/card.js';
import { BUTTON, MESSAGE } from './limits.js';
import { cutAlone } from './literal.js';

const STYLE = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  plain: ButtonStyle.Secondary,
} as const;

const MARK = { answer: 'a', replace: 'r', share: 's' } as const;
const EFFECT: Readonly<Record<string, Action['effect']>> = { a: 'answer', r: 'replace', s: 'share' };

/** What a press stands for. */
export interface Press {
  readonly command: string;
  readonly effect: Action['effect'];
}

/** The custom id of an action: its effect and its whole command line; null when that cannot be carried. */
export function customIdOf(action: Action): string | null {
  const id = `${MARK[action.effect]}|${action.command}`;
  return id.length <= BUTTON.customId && !/\p{Cs}/u.test(id) ? id : null;
}

/** What the custom id of a pressed button stands for; null when this bot did not make it. */
export function pressOf(customId: string): Press | null {
  const effect = EFFECT[customId.charAt(0)];
  const command = customId.slice(2).trim();
  return effect === undefined || customId.charAt(1) !== '|' || command === '' ? null : { command, effect };
}

/**
 * The actions as rows of buttons. A command line that cannot be carried whole, or that is there already, gets no
 * button: half a command would do something else. When there are too many, the last button only says how many more.
 */
export function buttonRows(
  actions: readonly Action[],
): readonly APIActionRowComponent<APIButtonComponentWithCustomId>[] {
  const buttons = new Map<string, APIButtonComponentWithCustomId>();
  for (const action of actions) {
    const id = customIdOf(action);
    if (id === null || buttons.has(id)) continue;
    const label = cutAlone(action.label, BUTTON.label) || '…';
    buttons.set(id, { type: ComponentType.Button, style: STYLE[action.style], label, custom_id: id });
  }
  let shown = [...buttons.values()];
  const most = MESSAGE.rows * BUTTON.perRow;
  if (shown.length > most) {
    const label = `… +${shown.length - most + 1}`;
    const more = {
      type: ComponentType.Button,
      style: ButtonStyle.Secondary,
      label,
      custom_id: 'more',
      disabled: true,
    } as const;
    shown = [...shown.slice(0, most - 1), more];
  }
  const rows: APIActionRowComponent<APIButtonComponentWithCustomId>[] = [];
  for (let at = 0; at < shown.length; at += BUTTON.perRow) {
    rows.push({ type: ComponentType.ActionRow, components: shown.slice(at, at + BUTTON.perRow) });
  }
  return rows;
}
