import type { HomeView, InputBlock, ModalView } from '@slack/web-api';
import type { Card, Field, Form } from '../../cards/card.js';
import { carriedOptions } from './action-buttons.js';
import { viewBlocks } from './blocks.js';
import {
  INPUT_LABEL,
  INPUT_TEXT,
  MODAL_FRAME,
  MODAL_METADATA,
  OPTION_TEXT,
  RADIO_OPTIONS,
} from './limits.js';
import { cutToSize, onOneLine, sizeOf } from './text.js';

/**
 * What a modal remembers: where it was opened, and what its form is about. Also Slack's word for its reader's language.
 */
export interface ModalMemory {
  readonly channel: string | null;
  readonly language: string | null;
  readonly command: string;
}

/** The callback id of our forms. */
export const FORM_CALLBACK = 'tierwatch:form';
const FIELD_ACTION = 'tierwatch:field';
const NAME = 'Tierwatch';

type PlainText = { type: 'plain_text'; text: string; emoji: false };

function plain(text: string, max: number): PlainText {
  return { type: 'plain_text', text: cutToSize(onOneLine(text), max) || '…', emoji: false };
}

function metadataOf(memory: ModalMemory): string {
  return JSON.stringify(memory);
}

/** What a modal of ours remembers; nothing of one that is none of ours. */
export function memoryOf(metadata: string): ModalMemory {
  try {
    const read: unknown = JSON.parse(metadata);
    const known =
      typeof read === 'object' && read !== null ? new Map<string, unknown>(Object.entries(read)) : null;
    const text = (name: string): string | null => {
      const value = known?.get(name);
      return typeof value === 'string' ? value : null;
    };
    return { channel: text('channel'), language: text('language'), command: text('command') ?? '' };
  } catch {
    return { channel: null, language: null, command: '' };
  }
}

/** The input of a field; null for a choice of which Slack can carry no option whole. */
function inputOf(field: Field): InputBlock | null {
  const frame = { type: 'input', block_id: field.name, label: plain(field.label, INPUT_LABEL) } as const;
  if (field.kind === 'text') {
    return {
      ...frame,
      optional: true,
      ...(field.hint === '' ? {} : { hint: plain(field.hint, INPUT_LABEL) }),
      element: {
        type: 'plain_text_input',
        action_id: FIELD_ACTION,
        max_length: Math.min(INPUT_TEXT, Math.max(1, field.longest)),
      },
    };
  }
  const options = carriedOptions(field.options)
    .slice(0, RADIO_OPTIONS)
    .map(({ label, value }) => ({ text: plain(label, OPTION_TEXT), value }));
  const [first] = options;
  if (first === undefined) return null;
  return {
    ...frame,
    element: { type: 'radio_buttons', action_id: FIELD_ACTION, options, initial_option: first },
  };
}

/** A form as a modal; null when its command line or a choice cannot be carried whole. */
export function formView(form: Form, memory: ModalMemory): ModalView | null {
  const metadata = metadataOf(memory);
  const inputs = form.fields.map(inputOf);
  const blocks = inputs.filter((input) => input !== null);
  if (sizeOf(metadata) > MODAL_METADATA || blocks.length < inputs.length) return null;
  return {
    type: 'modal',
    callback_id: FORM_CALLBACK,
    title: plain(form.title, MODAL_FRAME),
    submit: plain(form.submit, MODAL_FRAME),
    close: plain(form.cancel, MODAL_FRAME),
    private_metadata: metadata,
    blocks,
  };
}

/** The part of a filled view that answers stand in: https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload */
export interface FilledView {
  readonly blocks: readonly { readonly block_id?: string }[];
  readonly state: {
    readonly values: Readonly<
      Record<
        string,
        Readonly<
          Record<
            string,
            {
              readonly value?: string | null;
              readonly selected_option?: { readonly value: string } | null;
            }
          >
        >
      >
    >;
  };
}

/** The answers of a filled form in the order in which they were asked; empty for what was left out. */
export function answersOf({ blocks, state }: FilledView): readonly string[] {
  return blocks.map(({ block_id: name }) => {
    const answer = name === undefined ? undefined : state.values[name]?.[FIELD_ACTION];
    return answer?.selected_option?.value ?? answer?.value ?? '';
  });
}

/** A card as somebody's Home tab: https://docs.slack.dev/surfaces/app-home */
export function homeView(card: Card): HomeView {
  return { type: 'home', blocks: viewBlocks(card) };
}

/** A card as a modal: https://docs.slack.dev/surfaces/modals */
export function cardView(card: Card, close: string, memory: ModalMemory): ModalView {
  const metadata = metadataOf(memory);
  return {
    type: 'modal',
    title: plain(NAME, MODAL_FRAME),
    close: plain(close, MODAL_FRAME),
    private_metadata: sizeOf(metadata) > MODAL_METADATA ? '' : metadata,
    blocks: viewBlocks(card),
  };
}

/** A sentence as a modal, while its answer is on the way. */
export function sentenceView(sentence: string, close: string, memory: ModalMemory): ModalView {
  const card: Card = {
    tone: 'info',
    title: sentence,
    lead: [],
    sections: [],
    footnote: null,
    actions: [],
    picture: null,
  };
  return cardView(card, close, memory);
}
