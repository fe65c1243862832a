import { plainText } from '../../../src/cards/plain.js';
import type { Card } from '../../../src/cards/card.js';
import type { Locale } from '../../../src/domain/route.js';
import { wordsOf } from '../../../src/words/index.js';
import { readerOf } from '../reading.js';
import { everyCause } from './causes.js';
import { everyAlert, everyNotice } from './notifications.js';
import { everyOffer, everyReply } from './replies.js';

function textOf(card: Card): string {
  const actions = card.actions.flatMap(({ label, menu }) => [
    label,
    ...(menu ? [menu.label, ...menu.options.map((option) => option.label)] : []),
  ]);
  return [plainText(card), ...actions, card.picture?.alt ?? ''].join('\n');
}

/** All that the bot says to people in a language, each text once. */
export async function everythingSaid(locale: Locale): Promise<readonly string[]> {
  const reader = readerOf({ words: wordsOf[locale] });
  const cards = [
    ...everyAlert(reader),
    ...everyCause(reader),
    ...(await everyNotice(reader)),
    ...(await everyReply(locale, reader)),
  ];
  return [...new Set([...cards.map(textOf), ...(await everyOffer(locale, reader))])];
}
