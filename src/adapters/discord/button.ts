import {
  ButtonStyle,
  ComponentType,
  type APIActionRowComponent,
  type APIButtonComponentWithCustomId,
  type APIStringSelectComponent,
} from 'discord-api-types/v10';
import type { Action, Option } from '../../cards/card.js';
import { BUTTON, MENU, MESSAGE } from './limits.js';
import { cutAlone } from './literal.js';

const STYLE = {
  primary: ButtonStyle.Primary,
  danger: ButtonStyle.Danger,
  plain: ButtonStyle.Secondary,
} as const;

const MARK = { answer: 'a', replace: 'r', share: 's', form: 'f' } as const;
const EFFECT: Readonly<Record<string, Action['effect']>> = {
  a: 'answer',
  r: 'replace',
  s: 'share',
  f: 'form',
};

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

type Button = APIButtonComponentWithCustomId;
type Menu = APIStringSelectComponent;

/** The options that Discord can carry whole, each once. */
export function menuOptions(options: readonly Option[]): { label: string; value: string }[] {
  const byValue = new Map<string, string>();
  for (const { label, value } of options) {
    const isCarried = value.trim() !== '' && value.length <= MENU.value && !/\p{Cs}/u.test(value);
    if (isCarried && !byValue.has(value)) byValue.set(value, cutAlone(label, MENU.label) || '…');
  }
  return [...byValue].slice(0, MENU.options).map(([value, label]) => ({ label, value }));
}

/** An action as a menu; null when it has none that can be carried. What a choice of a form stands for is answered. */
function menuOf({ menu, ...action }: Action): Menu | null {
  const id = customIdOf(action.effect === 'form' ? { ...action, effect: 'answer' } : action);
  if (!menu || id === null) return null;
  const options = menuOptions(menu.options);
  if (options.length === 0) return null;
  return {
    type: ComponentType.StringSelect,
    custom_id: id,
    placeholder: cutAlone(menu.label, MENU.placeholder) || '…',
    options,
  };
}

function buttonOf(action: Action): Button | null {
  const id = customIdOf(action);
  if (id === null || (action.menu !== undefined && action.effect !== 'form')) return null;
  const label = cutAlone(action.label, BUTTON.label) || '…';
  return { type: ComponentType.Button, style: STYLE[action.style], label, custom_id: id };
}

function row<C extends Button | Menu>(components: C[]): APIActionRowComponent<C> {
  return { type: ComponentType.ActionRow, components };
}

/**
 * The actions as rows: buttons, then menus, which have a row each. A command line that cannot be carried whole, or is
 * there already, is left out: half a command would do something else. When there are too many buttons, the last one
 * only says how many more.
 */
export function actionRows(actions: readonly Action[]): readonly APIActionRowComponent<Button | Menu>[] {
  const buttons = new Map<string, Button>();
  const menus = new Map<string, Menu>();
  for (const button of actions.map(buttonOf)) {
    if (button !== null && !buttons.has(button.custom_id)) buttons.set(button.custom_id, button);
  }
  for (const menu of actions.map(menuOf)) {
    const taken = menu === null || buttons.has(menu.custom_id) || menus.has(menu.custom_id);
    if (!taken && menus.size < MESSAGE.menus) menus.set(menu.custom_id, menu);
  }
  let shown = [...buttons.values()];
  const most = (MESSAGE.rows - menus.size) * BUTTON.perRow;
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
  const rows: APIActionRowComponent<Button | Menu>[] = [];
  for (let at = 0; at < shown.length; at += BUTTON.perRow) {
    rows.push(row(shown.slice(at, at + BUTTON.perRow)));
  }
  return [...rows, ...[...menus.values()].map((menu) => row([menu]))];
}
