import { slackMessage } from '../../src/adapters/slack/blocks.js';
import { renderCard } from '../../src/adapters/discord/embed.js';
import type { InEach } from '../support/translated.js';
import type { Card } from '../../src/cards/card.js';
import { discordHtml } from './discord-html.js';
import {
  burst,
  countedAnswer,
  morningDigest,
  quotaAnswer,
  quotaQuestion,
  redAlert,
  storm,
  type Told,
} from './scenes.js';
import type { Surroundings, Theme } from './screen.js';
import { zone } from './shop.js';
import { slackHtml } from './slack-html.js';
import { whyAnswer, whyQuestion } from './why-scene.js';

/** A picture for the documents. */
export interface ChatPicture {
  readonly name: string;
  readonly theme: Theme;
  /** Whether the documents show it; the others are there to be looked at. */
  readonly shown: boolean;
  /** Bytes; absent: what a message without a chart takes. */
  readonly most?: number;
  html(theme: Theme): Promise<string>;
}

const onCall = { slack: 'S0ONCALL1', discord: '1087654321098765432' };
const names = { [onCall.slack]: 'on-call', [onCall.discord]: 'on-call' };

type Tell = (locale: keyof InEach<unknown>) => Told | Promise<Told>;

interface Setting {
  readonly locale: keyof InEach<unknown>;
  readonly typed?: string;
  readonly mentioned?: boolean;
}

function around({ at }: Told, app: keyof InEach<unknown>, theme: Theme, setting: Setting): Surroundings {
  return {
    viewer: { now: at, zone, app, names },
    channel: setting.locale === 'id' ? 'nomor-wa' : 'wa-alerts',
    sentAt: at,
    theme,
    typed: setting.typed ?? null,
    replies: 0,
  };
}

/** Slack's own app speaks no Indonesian, so all around the message is English. */
function onSlack(tell: Tell, setting: Setting): ChatPicture['html'] {
  return async (theme) => {
    const told = await tell(setting.locale);
    const message = slackMessage(told.card, setting.mentioned ? onCall.slack : null);
    return slackHtml(message, around(told, 'en', theme, setting));
  };
}

function rendered(card: Card, { typed, mentioned }: Setting): ReturnType<typeof renderCard> {
  return renderCard(
    card,
    typed === undefined
      ? { kind: 'notice', role: mentioned ? onCall.discord : null }
      : { kind: 'answer', shared: false },
  );
}

function onDiscord(tell: Tell, setting: Setting): ChatPicture['html'] {
  return async (theme) => {
    const told = await tell(setting.locale);
    return discordHtml(rendered(told.card, setting), around(told, setting.locale, theme, setting));
  };
}

/** A chart takes more bytes than text. */
const withChart = 300_000;

/** The pictures, in the order in which they are shown. */
export const chatPictures: readonly ChatPicture[] = [
  {
    name: 'slack-alert',
    theme: 'light',
    shown: true,
    html: onSlack(redAlert, { locale: 'en', mentioned: true }),
  },
  {
    name: 'discord-alert',
    theme: 'dark',
    shown: true,
    html: onDiscord(redAlert, { locale: 'en', mentioned: true }),
  },
  {
    name: 'slack-quota',
    theme: 'light',
    shown: true,
    html: onSlack(quotaAnswer, { locale: 'id', typed: quotaQuestion }),
  },
  {
    name: 'slack-counted',
    theme: 'light',
    shown: true,
    html: onSlack(countedAnswer, { locale: 'en', typed: quotaQuestion }),
  },
  { name: 'discord-digest', theme: 'dark', shown: true, html: onDiscord(morningDigest, { locale: 'id' }) },
  {
    name: 'slack-storm',
    theme: 'light',
    shown: true,
    html: onSlack(storm, { locale: 'en', mentioned: true }),
  },
  {
    name: 'slack-why',
    theme: 'light',
    shown: true,
    most: withChart,
    html: onSlack((locale) => whyAnswer(locale, 'light'), { locale: 'en', typed: whyQuestion }),
  },
  {
    name: 'discord-why',
    theme: 'dark',
    shown: true,
    most: withChart,
    html: onDiscord((locale) => whyAnswer(locale, 'dark'), { locale: 'id', typed: whyQuestion }),
  },
  { name: 'slack-digest', theme: 'light', shown: false, html: onSlack(morningDigest, { locale: 'en' }) },
  { name: 'slack-alert-id', theme: 'light', shown: false, html: onSlack(redAlert, { locale: 'id' }) },
  {
    name: 'discord-quota',
    theme: 'dark',
    shown: false,
    html: onDiscord(quotaAnswer, { locale: 'id', typed: quotaQuestion }),
  },
  {
    name: 'discord-counted',
    theme: 'dark',
    shown: false,
    html: onDiscord(countedAnswer, { locale: 'id', typed: quotaQuestion }),
  },
  {
    name: 'discord-storm',
    theme: 'dark',
    shown: false,
    html: onDiscord(storm, { locale: 'id', mentioned: true }),
  },
  {
    name: 'slack-burst',
    theme: 'light',
    shown: false,
    html: onSlack(burst, { locale: 'en', mentioned: true }),
  },
  {
    name: 'discord-burst',
    theme: 'dark',
    shown: false,
    html: onDiscord(burst, { locale: 'id', mentioned: true }),
  },
];
