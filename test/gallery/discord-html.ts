import { ButtonStyle, ComponentType, type APIEmbed, type APIMessageTopLevelComponent } from 'discord.js';
import type { RenderedMessage } from '../../src/adapters/discord/embed.js';
import { discordCss } from './discord-css.js';
import { markdownHtml } from './discord-markdown.js';
import { escaped } from './escape.js';
import { face, page } from './page.js';
import type { Surroundings, Viewer } from './screen.js';
import { shownClock } from './shown-time.js';

const appWords = {
  en: { bot: 'APP', used: 'used', only: 'Only you can see this', messages: 'messages' },
  id: { bot: 'APL', used: 'menggunakan', only: 'Hanya kamu yang bisa melihat ini', messages: 'pesan' },
} as const;

const styles: Readonly<Partial<Record<ButtonStyle, string>>> = {
  [ButtonStyle.Primary]: 'primary',
  [ButtonStyle.Secondary]: 'plain',
  [ButtonStyle.Danger]: 'danger',
};

function rowHtml(row: APIMessageTopLevelComponent): string {
  if (row.type !== ComponentType.ActionRow) throw new Error('The picture can only show rows of buttons.');
  const buttons = row.components.map((button) => {
    if (button.type === ComponentType.StringSelect)
      return `<span class="menu">${escaped(button.placeholder ?? '')}<span>⌄</span></span>`;
    if (button.type !== ComponentType.Button || !('label' in button))
      throw new Error('The picture can only show menus, and buttons with words.');
    return `<span class="button ${styles[button.style] ?? 'plain'}">${escaped(button.label ?? '')}</span>`;
  });
  return `<div class="row">${buttons.join('')}</div>`;
}

/** On a phone Discord puts fields under each other, inline or not. */
function embedHtml(embed: APIEmbed, files: RenderedMessage['files'], viewer: Viewer): string {
  const colour = `#${(embed.color ?? 0).toString(16).padStart(6, '0')}`;
  const fields = (embed.fields ?? []).map(({ name, value }) => {
    const heading = name === '\u200b' ? '' : `<h2>${markdownHtml(name, viewer)}</h2>`;
    return `<div class="field">${heading}${markdownHtml(value, viewer)}</div>`;
  });
  const name = embed.image?.url.replace(/^attachment:\/\//, '');
  const file = files.find((one) => one.name === name);
  const picture =
    file && Buffer.isBuffer(file.data)
      ? `<img src="data:image/png;base64,${file.data.toString('base64')}" alt="">`
      : '';
  return [
    `<div class="embed" style="border-left-color:${colour}">`,
    embed.title ? `<h1>${markdownHtml(embed.title, viewer)}</h1>` : '',
    embed.description ? `<div class="said">${markdownHtml(embed.description, viewer)}</div>` : '',
    ...fields,
    picture,
    embed.footer ? `<div class="foot">${escaped(embed.footer.text)}</div>` : '',
    '</div>',
  ].join('');
}

/** A message as a page that looks like Discord on a phone. */
export function discordHtml({ body, files }: RenderedMessage, around: Surroundings): string {
  const { viewer, typed, replies } = around;
  const words = appWords[viewer.app];
  return page({
    language: viewer.app,
    theme: around.theme,
    css: discordCss,
    body: [
      `<div class="bar"># ${escaped(around.channel)}</div>`,
      typed === null
        ? ''
        : `<div class="used">Sari ${words.used} <b>${escaped(typed.split(' ')[0] ?? '')}</b></div>`,
      `<div class="message">${face}<div class="body">`,
      `<div class="sender"><b>Tierwatch</b><i>${words.bot}</i><span>${escaped(shownClock(around.sentAt, viewer))}</span></div>`,
      body.content === '' ? '' : markdownHtml(body.content, viewer),
      ...body.embeds.map((embed) => embedHtml(embed, files, viewer)),
      ...body.components.map(rowHtml),
      replies === 0 ? '' : `<div class="thread"><b>${replies} ${words.messages} ›</b></div>`,
      typed === null ? '' : `<div class="only">${words.only}</div>`,
      '</div></div>',
    ].join(''),
  });
}
