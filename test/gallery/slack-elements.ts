import type { KnownBlock, RichTextBlock } from '@slack/web-api';
import { escaped } from './escape.js';
import type { Viewer } from './screen.js';
import { slackTime } from './shown-time.js';

type Group = RichTextBlock['elements'][number];
type Inline = Extract<Group, { type: 'rich_text_section' }>['elements'][number];
type Context = Extract<KnownBlock, { type: 'context' }>['elements'][number];
type Text = Extract<Context, { type: 'plain_text' | 'mrkdwn' }>;

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function mention(id: string, viewer: Viewer): string {
  const name = viewer.names[id];
  if (name === undefined) throw new Error(`Nobody in the picture has the id ${id}.`);
  return `<span class="mention">@${escaped(name)}</span>`;
}

/** What stands between < and > in Slack's markup. */
function markup(inside: string, viewer: Viewer): string {
  const date = /^!date\^(\d+)\^([^|^]+)/.exec(inside);
  if (date) return escaped(slackTime(Number(date[1]), date[2] ?? '', viewer));
  const called = /^(?:!subteam\^|@)(\w+)/.exec(inside)?.[1];
  if (called !== undefined) return mention(called, viewer);
  const [url = '', label = url] = inside.split('|');
  if (!/^https?:/.test(url)) throw new Error(`The picture cannot show <${inside}>.`);
  return `<a>${escaped(unescaped(label))}</a>`;
}

/** A text object as HTML. Of Slack's markup only what stands in angle brackets is drawn. */
export function textHtml(text: Text, viewer: Viewer): string {
  if (text.type === 'plain_text') return escaped(text.text);
  return text.text
    .split(/(<[^>]*>)/)
    .map((part) => (part.startsWith('<') ? markup(part.slice(1, -1), viewer) : escaped(unescaped(part))))
    .join('');
}

function inlineHtml(element: Inline, viewer: Viewer): string {
  switch (element.type) {
    case 'text': {
      const { bold, italic, code, strike } = element.style ?? {};
      const marks = [bold && 'b', italic && 'i', code && 'code', strike && 's'].filter(
        (mark) => typeof mark === 'string',
      );
      const text = escaped(element.text).replaceAll('\n', '<br>');
      return marks.reduce((inner, mark) => `<${mark}>${inner}</${mark}>`, text);
    }
    case 'link':
      return `<a>${escaped(element.text ?? element.url)}</a>`;
    case 'date':
      return escaped(slackTime(element.timestamp, element.format, viewer));
    case 'user':
      return mention(element.user_id, viewer);
    case 'usergroup':
      return mention(element.usergroup_id, viewer);
    default:
      throw new Error(`The picture cannot show ${element.type} in rich text.`);
  }
}

function groupHtml(group: Group, viewer: Viewer): string {
  if (group.type === 'rich_text_list') {
    const items = group.elements.map((item) => `<li>${groupHtml(item, viewer)}</li>`).join('');
    return group.style === 'ordered' ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
  }
  const inner = group.elements.map((element) => inlineHtml(element, viewer)).join('');
  const tag = { rich_text_section: 'div', rich_text_quote: 'blockquote', rich_text_preformatted: 'pre' }[
    group.type
  ];
  return `<${tag}>${inner}</${tag}>`;
}

/** Rich text as HTML. Throws on an element that is not drawn yet. */
export function richTextHtml(block: Pick<RichTextBlock, 'elements'>, viewer: Viewer): string {
  return block.elements.map((group) => groupHtml(group, viewer)).join('');
}
