import type { KnownBlock, TableBlock } from '@slack/web-api';
import { escaped } from './escape.js';
import type { Viewer } from './screen.js';
import { richTextHtml, textHtml } from './slack-elements.js';

type Actions = Extract<KnownBlock, { type: 'actions' }>;

function buttonHtml(element: Actions['elements'][number]): string {
  if (element.type === 'static_select')
    return `<span class="button plain">${escaped(element.placeholder?.text ?? '')} ⌄</span>`;
  if (element.type !== 'button') throw new Error(`The picture cannot show a ${element.type}.`);
  return `<span class="button ${element.style ?? 'plain'}">${escaped(element.text.text)}</span>`;
}

function tableHtml(table: TableBlock, viewer: Viewer): string {
  const rows = table.rows.map((row) => {
    const cells = row.map((cell, column) => {
      const align = table.column_settings?.[column]?.align ?? 'left';
      if (cell.type !== 'raw_text' && cell.type !== 'rich_text')
        throw new Error(`The picture cannot show a ${cell.type} in a table.`);
      const inner = cell.type === 'raw_text' ? escaped(cell.text) : richTextHtml(cell, viewer);
      return `<td class="${align}">${inner}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${rows.join('')}</table>`;
}

/** One block as HTML; `pictureOf` gives the address of an uploaded picture. Throws on a block that is not drawn yet. */
export function blockHtml(block: KnownBlock, viewer: Viewer, pictureOf: (id: string) => string): string {
  switch (block.type) {
    case 'header':
      return `<h1>${escaped(block.text.text)}</h1>`;
    case 'divider':
      return '<hr>';
    case 'section': {
      const fields = (block.fields ?? []).map((field) => `<div>${textHtml(field, viewer)}</div>`).join('');
      const text = block.text ? `<div>${textHtml(block.text, viewer)}</div>` : '';
      return `<div class="section">${text}${fields === '' ? '' : `<div class="fields">${fields}</div>`}</div>`;
    }
    case 'context': {
      const parts = block.elements.map((element) => {
        if (element.type !== 'plain_text' && element.type !== 'mrkdwn')
          throw new Error(`The picture cannot show a ${element.type} in small letters.`);
        return `<span>${textHtml(element, viewer)}</span>`;
      });
      return `<div class="context">${parts.join('')}</div>`;
    }
    case 'actions':
      return `<div class="actions">${block.elements.map(buttonHtml).join('')}</div>`;
    case 'rich_text':
      return `<div class="rich">${richTextHtml(block, viewer)}</div>`;
    case 'table':
      return tableHtml(block, viewer);
    case 'image': {
      if (!('slack_file' in block) || !('id' in block.slack_file))
        throw new Error('The picture can only show what was uploaded to Slack.');
      return `<img class="picture" src="${escaped(pictureOf(block.slack_file.id))}" alt="${escaped(block.alt_text)}">`;
    }
    default:
      throw new Error(`The picture cannot show the block ${block.type}.`);
  }
}
