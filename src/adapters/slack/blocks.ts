import type { KnownBlock, MessageAttachment } from '@slack/web-api';
import type { Card } from '../../cards/card.js';
import { actionButtons, sizeOfActions } from './action-buttons.js';
import { contextBlock } from './context-block.js';
import { fallbackText, titleOf } from './fallback.js';
import { shares } from './fit.js';
import {
  ATTACHMENT_FALLBACK,
  FRAME_TEXT,
  HEADER_TEXT,
  LINE_TEXT,
  MESSAGE_BLOCK_TEXT,
  MESSAGE_TEXT,
  SECTIONS,
  TABLES_PER_MESSAGE,
} from './limits.js';
import { mentionOf } from './mention.js';
import { cutLine, richSection, sizeOfLine, wordsOfLine } from './rich-text.js';
import { bodyParts } from './section-blocks.js';
import { moreMark } from './section-lines.js';
import { cutToSize, unformatted } from './text.js';
import { colourOf } from './tone-colour.js';

/** What Slack shows of a card. `text` is its fallback: the notification, and what a screen reader says. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: KnownBlock[];
  readonly attachments: MessageAttachment[];
}

/** Nothing in a message turns into a preview or mention we did not write. */
export const quiet = { unfurl_links: false, unfurl_media: false, link_names: false } as const;

function headerOf(card: Card): KnownBlock {
  return {
    type: 'header',
    text: { type: 'plain_text', text: cutToSize(titleOf(card), HEADER_TEXT), emoji: false },
  };
}

function textOf(card: Card, told: string | null): string {
  const words = fallbackText(card);
  return told === null
    ? unformatted(words)
    : `${told} ${unformatted(cutToSize(words, MESSAGE_TEXT - FRAME_TEXT))}`;
}

function leadOf(card: Card): readonly KnownBlock[] {
  const lead = cutLine(card.lead, LINE_TEXT);
  return wordsOfLine(lead).trim() === '' ? [] : [{ type: 'rich_text', elements: [richSection([lead])] }];
}

function bodyOf(card: Card, budget: number, tables: number): readonly KnownBlock[] {
  const shown = card.sections.slice(0, SECTIONS);
  const hidden = card.sections.length - shown.length;
  const parts = bodyParts(shown, tables);
  const budgets = shares(
    parts.map((part) => part.need),
    budget,
  );
  return [
    ...parts.flatMap((part, index) => (part.need === 0 ? [] : part.blocks(budgets[index] ?? 0))),
    ...(hidden > 0 ? contextBlock([moreMark(hidden)], FRAME_TEXT) : []),
  ];
}

function detailsOf(card: Card, tables: number): readonly KnownBlock[] {
  const lead = sizeOfLine(cutLine(card.lead, LINE_TEXT));
  const buttons = sizeOfActions(card.actions);
  const budget = MESSAGE_BLOCK_TEXT - HEADER_TEXT - FRAME_TEXT - lead - buttons - LINE_TEXT * 2;
  const footnote = card.footnote === null ? [] : contextBlock(card.footnote, LINE_TEXT);
  return [...bodyOf(card, budget, tables), ...footnote];
}

/**
 * A card as Slack shows it: the conclusion and the buttons first. Then the details, beside a bar in the colour of the
 * card's tone. Keeps every limit of Slack for any card; what does not fit is counted as "… and N more". Nothing that a
 * user wrote is read as markup. `mention` is the id of a user group or user who is to be told.
 */
export function slackMessage(card: Card, mention: string | null = null): SlackMessage {
  const told = mention === null ? null : mentionOf(mention);
  const actions = actionButtons(card.actions);
  const details = detailsOf(card, TABLES_PER_MESSAGE);
  const call: KnownBlock[] =
    told === null ? [] : [{ type: 'context', elements: [{ type: 'mrkdwn', text: told, verbatim: true }] }];
  const top = [...leadOf(card), ...actions];
  const isBare = details.length === 0 && actions.length === 0;
  const beside = isBare ? top : details;
  const fallback = unformatted(cutToSize(wordsOfLine(card.lead) || titleOf(card), ATTACHMENT_FALLBACK));
  return {
    text: textOf(card, told),
    blocks: [headerOf(card), ...call, ...(isBare ? [] : top)],
    attachments: beside.length === 0 ? [] : [{ color: colourOf(card.tone), fallback, blocks: [...beside] }],
  };
}

/** The same card in words alone, for when Slack does not take the blocks; nothing in it is formatted. */
export function plainMessage(card: Card, mention: string | null = null): SlackMessage {
  return { text: textOf(card, mention === null ? null : mentionOf(mention)), blocks: [], attachments: [] };
}

/** A card as the blocks of a Home tab or a modal. There are no tables, and nothing can be shared. */
export function viewBlocks(card: Card): KnownBlock[] {
  const actions = actionButtons(card.actions.filter(({ effect }) => effect !== 'share'));
  return [headerOf(card), ...leadOf(card), ...actions, ...detailsOf(card, 0)];
}
