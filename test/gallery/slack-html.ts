import type { KnownBlock } from '@slack/web-api';
import type { SlackMessage } from '../../src/adapters/slack/blocks.js';
import { escaped } from './escape.js';
import { face, page } from './page.js';
import type { Surroundings } from './screen.js';
import { shownClock } from './shown-time.js';
import { blockHtml } from './slack-blocks.js';
import { slackCss } from './slack-css.js';

/** Which of an attachment's blocks Slack knows; the vendor's type allows others. */
function blocksOf(blocks: readonly unknown[] | undefined): readonly KnownBlock[] {
  return (blocks ?? []) as readonly KnownBlock[];
}

const eye =
  '<svg width="14" height="14" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.8"><path d="M1.5 10s3-6 8.5-6 8.5 6 8.5 6-3 6-8.5 6-8.5-6-8.5-6z"/><circle cx="10" cy="10" r="2.6"/></svg>';

/** A message as a page that looks like Slack on a phone; `pictureOf` gives the address of an uploaded picture. */
export function slackHtml(
  message: SlackMessage,
  around: Surroundings,
  pictureOf: (id: string) => string = () => '',
): string {
  const { viewer, typed, replies } = around;
  const draw = (block: KnownBlock): string => blockHtml(block, viewer, pictureOf);
  const beside = message.attachments.map(
    ({ color, blocks }) =>
      `<div class="beside"><i style="background:${escaped(color ?? '#ddd')}"></i><div>${blocksOf(blocks).map(draw).join('')}</div></div>`,
  );
  const thread = `<div class="thread">${face.replaceAll('36"', '20"').replace('0 0 20 20"', '0 0 36 36"')}<b>${replies} ${replies === 1 ? 'reply' : 'replies'}</b><span>Last reply just now</span></div>`;
  return page({
    language: 'en',
    theme: around.theme,
    css: slackCss,
    body: [
      `<div class="bar"># ${escaped(around.channel)}</div>`,
      typed === null ? '' : `<div class="typed">${escaped(typed)}</div>`,
      `<div class="message">${face}<div class="body">`,
      typed === null ? '' : `<div class="only">${eye}Only visible to you</div>`,
      `<div class="sender"><b>Tierwatch</b><i>APP</i><span>${escaped(shownClock(around.sentAt, viewer))}</span></div>`,
      ...message.blocks.map(draw),
      ...beside,
      replies === 0 ? '' : thread,
      '</div></div>',
    ].join(''),
  });
}
