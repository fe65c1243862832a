import { escaped } from './escape.js';
import type { Viewer } from './screen.js';
import { discordTime } from './shown-time.js';

/** The pieces of a line that mean something: an escape, code, bold, a link, a time, a role. */
const piece =
  /\\([\\*_~`|<[\]#>+\-.:])|`([^`]+)`|\*\*((?:\\.|[^*])+)\*\*|\[((?:\\.|[^\]])+)\]\(([^)]+)\)|<t:(\d+):(\w)>|<@&(\d+)>/g;

function roleHtml(id: string, viewer: Viewer): string {
  const name = viewer.names[id];
  if (name === undefined) throw new Error(`No role in the picture has the id ${id}.`);
  return `<span class="mention">@${escaped(name)}</span>`;
}

function inlineHtml(text: string, viewer: Viewer): string {
  let html = '';
  let from = 0;
  for (const match of text.matchAll(piece)) {
    const [whole, sign, code, strong, label, , seconds, style = 'f', role] = match;
    html += escaped(text.slice(from, match.index));
    from = match.index + whole.length;
    if (sign !== undefined) html += escaped(sign);
    else if (code !== undefined) html += `<code>${escaped(code)}</code>`;
    else if (strong !== undefined) html += `<b>${inlineHtml(strong, viewer)}</b>`;
    else if (label !== undefined) html += `<a>${inlineHtml(label, viewer)}</a>`;
    else if (seconds !== undefined)
      html += `<span class="time">${escaped(discordTime(Number(seconds), style, viewer))}</span>`;
    else if (role !== undefined) html += roleHtml(role, viewer);
  }
  return html + escaped(text.slice(from));
}

function linesHtml(text: string, viewer: Viewer): string {
  return text
    .replace(/^\n|\n$/g, '')
    .split('\n')
    .map((line) =>
      line.startsWith('-# ')
        ? `<div class="small">${inlineHtml(line.slice(3), viewer)}</div>`
        : `<div>${line === '' ? '&nbsp;' : inlineHtml(line, viewer)}</div>`,
    )
    .join('');
}

/** Discord's markdown as HTML, as far as the bot writes it. */
export function markdownHtml(text: string, viewer: Viewer): string {
  return text
    .split(/```\n?([\s\S]*?)\n?```/)
    .map((part, index) =>
      index % 2 === 1 ? `<pre>${escaped(part)}</pre>` : part.trim() === '' ? '' : linesHtml(part, viewer),
    )
    .join('');
}
