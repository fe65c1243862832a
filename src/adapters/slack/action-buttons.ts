import type { ActionsBlock, Button, StaticSelect } from '@slack/web-api';
import { answeredLine, type Action, type Option } from '../../cards/card.js';
import {
  ACTIONS_ELEMENTS,
  BUTTON_TEXT,
  BUTTON_VALUE,
  OPTION_TEXT,
  OPTION_VALUE,
  OPTIONS,
  PLACEHOLDER,
} from './limits.js';
import { cutToSize, onOneLine, sizeOf } from './text.js';

type Effect = Action['effect'];

const prefix = 'tierwatch';

/** Matches the action ids of all our buttons and menus. */
export const anyAction = /^tierwatch:(answer|replace|share|form):\d+$/;

/** The effect that a pressed button or a menu asks for; null when it is none of ours. */
export function pressedEffect(actionId: string): Effect | null {
  const effect = anyAction.exec(actionId)?.[1];
  return effect === 'answer' || effect === 'replace' || effect === 'share' || effect === 'form'
    ? effect
    : null;
}

function plain(text: string, max: number): { type: 'plain_text'; text: string; emoji: false } {
  return { type: 'plain_text', text: cutToSize(onOneLine(text), max), emoji: false };
}

function buttonOf(action: Action, index: number): Button {
  return {
    type: 'button',
    action_id: `${prefix}:${action.effect}:${index}`,
    text: plain(action.label, BUTTON_TEXT),
    value: action.command,
    ...(action.style === 'plain' ? {} : { style: action.style }),
  };
}

/** The options of which Slack can carry the value whole, each once. */
export function carriedOptions(options: readonly Option[]): readonly Option[] {
  const byValue = new Map(options.toReversed().map((option) => [option.value, option]));
  return options.filter(
    (option) =>
      byValue.get(option.value) === option &&
      option.value.trim() !== '' &&
      sizeOf(option.value) <= OPTION_VALUE,
  );
}

/** Each option carries its whole command line; one that cannot be carried is left out, because half of it is another. */
function optionsOf({ command }: Action, options: readonly Option[]): readonly Option[] {
  const lines = options
    .filter(({ label }) => onOneLine(label).trim() !== '')
    .map(({ label, value }) => ({ label, value: answeredLine(command, [value]) }));
  return carriedOptions(lines).slice(0, OPTIONS);
}

function menuOf(action: Action, label: string, options: readonly Option[], index: number): StaticSelect {
  return {
    type: 'static_select',
    action_id: `${prefix}:${action.effect}:${index}`,
    placeholder: plain(onOneLine(label).trim() === '' ? '…' : label, PLACEHOLDER),
    options: options.map((option) => ({ text: plain(option.label, OPTION_TEXT), value: option.value })),
  };
}

/** A command is never cut, because a shortened one would be another one; so an action that Slack cannot carry is left out. */
function isCarried(action: Action): boolean {
  return (
    onOneLine(action.label).trim() !== '' &&
    action.command.trim() !== '' &&
    sizeOf(action.command) <= BUTTON_VALUE
  );
}

/** A form has all that its menu offers, so it stands there alone. */
function elementOf(action: Action, index: number): readonly (Button | StaticSelect)[] {
  if (action.menu === undefined || action.effect === 'form') return [buttonOf(action, index)];
  const options = optionsOf(action, action.menu.options);
  return options.length === 0 ? [] : [menuOf(action, action.menu.label, options, index)];
}

/** The actions of a card as buttons and menus; nothing when there are none. */
export function actionButtons(actions: readonly Action[]): readonly ActionsBlock[] {
  const elements = actions.filter(isCarried).slice(0, ACTIONS_ELEMENTS).flatMap(elementOf);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}

/** How much text the actions of a card show, at most. */
export function sizeOfActions(actions: readonly Action[]): number {
  return actionButtons(actions)
    .flatMap((block) => block.elements)
    .map((element) =>
      'options' in element ? PLACEHOLDER + (element.options ?? []).length * OPTION_TEXT : BUTTON_TEXT,
    )
    .reduce((sum, size) => sum + size, 0);
}
