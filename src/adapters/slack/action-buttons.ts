import type { ActionsBlock, Button } from '@slack/web-api';
import type { Action } from '../../cards/card.js';
import { ACTIONS_ELEMENTS, BUTTON_TEXT, BUTTON_VALUE } from './limits.js';
import { cleaned, cut, sizeOf } from './text.js';

type Effect = Action['effect'];

const prefix = 'tierwatch';

/** Matches the action ids of all our buttons. */
export const anyButton = /^tierwatch:(answer|replace|share):\d+$/;

/** The effect that a pressed button asks for; null when it is none of ours. */
export function effectOf(actionId: string): Effect | null {
  const effect = anyButton.exec(actionId)?.[1];
  return effect === 'answer' || effect === 'replace' || effect === 'share' ? effect : null;
}

function buttonOf(action: Action, index: number): Button {
  return {
    type: 'button',
    action_id: `${prefix}:${action.effect}:${index}`,
    text: { type: 'plain_text', text: cut(cleaned(action.label), BUTTON_TEXT), emoji: false },
    value: action.command,
    ...(action.style === 'plain' ? {} : { style: action.style }),
  };
}

/** A command is never cut, because a shortened one would be another one; so an action that Slack cannot carry is left out. */
function isCarried(action: Action): boolean {
  return (
    cleaned(action.label).trim() !== '' &&
    action.command.trim() !== '' &&
    sizeOf(action.command) <= BUTTON_VALUE
  );
}

/** The actions of a card as buttons; nothing when there are none. */
export function actionButtons(actions: readonly Action[]): readonly ActionsBlock[] {
  const elements = actions.filter(isCarried).slice(0, ACTIONS_ELEMENTS).map(buttonOf);
  return elements.length === 0 ? [] : [{ type: 'actions', elements }];
}
