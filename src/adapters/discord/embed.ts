import type { RawFile } from 'discord.js';
import type { APIEmbed, APIMessageTopLevelComponent } from 'discord.js';
import { symbolOf, type Card, type Tone } from '../../cards/card.js';
import { layBody } from './body.js';
import { actionRows } from './button.js';
import { ATTACHMENT, EMBED, MESSAGE } from './limits.js';
import { markdown, needsMarkdown, plain } from './line.js';
import { cutAlone, literal } from './literal.js';

const COLOUR: Readonly<Record<Tone, number>> = {
  good: 0x2f9e5b,
  info: 0x3b7dd8,
  warning: 0xe6b422,
  critical: 0xd23b3b,
  acknowledged: 0xe07b27,
  silenced: 0x6b7280,
  unknown: 0x9aa3ad,
};

const LONGEST_LEAD = 1000;
/** Short enough to be read whole in a notification on a phone. */
const LONGEST_CONTENT = 600;
const LONGEST_FOOTNOTE = 500;

/** Who may be mentioned by a message: nobody, or the named roles. */
interface AllowedMentions {
  readonly parse: [];
  readonly roles?: string[];
}

/** The body of a message as Discord's REST takes it. It says explicitly whom it may mention. */
export interface MessageBody {
  readonly content: string;
  readonly embeds: APIEmbed[];
  readonly components: APIMessageTopLevelComponent[];
  readonly attachments: { readonly id: string; readonly filename: string; readonly description: string }[];
  readonly allowed_mentions: AllowedMentions;
}

/** A message and the files that go with it. */
export interface RenderedMessage {
  readonly body: MessageBody;
  readonly files: RawFile[];
}

/**
 * How a card is shown. `notice`: posted into a channel. Title and lead are the message's own text, after a mention of
 * `role`. That is what a notification shows. `answer`: a reply to somebody; both stand in the embed.
 */
export type Showing =
  | { readonly kind: 'notice'; readonly role: string | null }
  | { readonly kind: 'answer'; readonly shared: boolean };

/** The card as a message. Keeps every limit of Discord for any input, and pings nobody but `role`. */
export function renderCard(card: Card, showing: Showing): RenderedMessage {
  const picture = pictureOf(card);
  const symbol = symbolOf[card.tone];
  const words = card.title.trim().startsWith(symbol) ? card.title.trim().slice(symbol.length) : card.title;
  const name = cutAlone(words, EMBED.title - 4, literal);
  const title = showing.kind === 'answer' ? `${symbol} ${name}`.trim() : '';
  const footnote = card.footnote ?? [];
  const asMarkdown = needsMarkdown(footnote) ? markdown(footnote, LONGEST_FOOTNOTE) : '';
  const small = asMarkdown === '' ? '' : `-# ${asMarkdown}`;
  const footer = small === '' ? plain(footnote, LONGEST_FOOTNOTE) : '';

  const lead = showing.kind === 'answer' ? markdown(card.lead, LONGEST_LEAD) : '';
  const total = EMBED.total - title.length - footer.length - small.length - 2;
  const { description, fields } = layBody(lead, card, small, total);

  const isEmpty =
    title === '' && description === '' && fields.length === 0 && footer === '' && picture === null;
  const actions =
    showing.kind === 'answer' && showing.shared
      ? card.actions.filter((a) => a.effect !== 'share')
      : card.actions;
  return {
    body: {
      content: showing.kind === 'notice' ? contentOf(card, symbol, name, showing.role) : '',
      embeds: isEmpty
        ? []
        : [
            {
              ...(title === '' ? {} : { title }),
              color: COLOUR[card.tone],
              ...(description === '' ? {} : { description }),
              ...(fields.length === 0 ? {} : { fields: [...fields] }),
              ...(footer === '' ? {} : { footer: { text: footer } }),
              ...(picture === null ? {} : { image: { url: `attachment://${picture.name}` } }),
            },
          ],
      components: [...actionRows(actions)],
      attachments: picture === null ? [] : [{ id: '0', filename: picture.name, description: picture.alt }],
      allowed_mentions:
        showing.kind === 'notice' && showing.role !== null
          ? { parse: [], roles: [showing.role] }
          : { parse: [] },
    },
    files:
      picture === null
        ? []
        : [{ name: picture.name, data: Buffer.from(picture.png), contentType: 'image/png' }],
  };
}

/** The mention, the title, and the lead below it. */
function contentOf(card: Card, symbol: string, name: string, role: string | null): string {
  const title = name === '' ? symbol : `${symbol} **${name}**`;
  const lead = markdown(card.lead, LONGEST_CONTENT);
  const said = lead === '' ? title : `${title}\n${lead}`;
  return `${role === null ? '' : `<@&${role}> `}${said}`.slice(0, MESSAGE.content);
}

/** The card's picture under a name that a link to an attachment can hold; null when there is none Discord takes. */
function pictureOf(
  card: Card,
): { readonly name: string; readonly alt: string; readonly png: Uint8Array } | null {
  if (card.picture === null || card.picture.png.length > ATTACHMENT.bytes) return null;
  const stem = card.picture.name.replace(/\.png$/i, '').replace(/[^A-Za-z0-9_-]+/g, '-');
  return {
    name: `${stem.slice(0, ATTACHMENT.name - 4) || 'picture'}.png`,
    alt: cutAlone(card.picture.alt, ATTACHMENT.description),
    png: card.picture.png,
  };
}
