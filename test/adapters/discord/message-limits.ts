import type { MessageBody } from '../../../src/adapters/discord/embed.js';

/** What Discord would refuse in a message, counted by hand from its documentation; empty when it would be taken. */
export function limitProblems(body: MessageBody): readonly string[] {
  const problems: string[] = [];
  const within = (what: string, text: string | undefined, least: number, most: number): void => {
    if (text === undefined) return;
    if (text.trim().length < least) problems.push(`${what} is empty`);
    if (text.length > most) problems.push(`${what} has ${text.length} of ${most} characters`);
    if (/\p{Cs}/u.test(text)) problems.push(`${what} has half a character`);
  };
  within('content', body.content, 0, 2000);
  if (body.embeds.length > 10) problems.push('too many embeds');
  let total = 0;
  for (const embed of body.embeds) {
    within('title', embed.title, 1, 256);
    within('description', embed.description, 1, 4096);
    within('footer', embed.footer?.text, 1, 2048);
    const fields = embed.fields ?? [];
    if (fields.length > 25) problems.push(`${fields.length} fields`);
    for (const field of fields) {
      within('field name', field.name, 1, 256);
      within('field value', field.value, 1, 1024);
      total += field.name.length + field.value.length;
    }
    total +=
      (embed.title ?? '').length + (embed.description ?? '').length + (embed.footer?.text ?? '').length;
  }
  if (total > 6000) problems.push(`embeds have ${total} of 6000 characters`);
  if (body.components.length > 5) problems.push(`${body.components.length} rows`);
  const ids = new Set<string>();
  for (const row of body.components) {
    if (!('components' in row)) continue;
    if (row.components.length < 1 || row.components.length > 5) problems.push('row of a wrong size');
    const menus = row.components.filter((one) => 'options' in one);
    if (menus.length > 0 && row.components.length > 1) problems.push('a menu that is not alone');
    for (const one of menus) {
      if (!('options' in one) || !('placeholder' in one)) continue;
      within('menu id', one.custom_id, 1, 100);
      within('placeholder', one.placeholder, 1, 150);
      if (ids.has(one.custom_id)) problems.push(`custom id twice: ${one.custom_id}`);
      ids.add(one.custom_id);
      if (one.options.length < 1 || one.options.length > 25) problems.push('options');
      if (new Set(one.options.map(({ value }) => value)).size < one.options.length)
        problems.push('option twice');
      for (const { label, value } of one.options) {
        within('option', label, 1, 100);
        within('option value', value, 1, 100);
      }
    }
    for (const button of row.components) {
      if (!('custom_id' in button) || !('label' in button)) continue;
      within('label', button.label, 1, 80);
      within('custom id', button.custom_id, 1, 100);
      if (ids.has(button.custom_id)) problems.push(`custom id twice: ${button.custom_id}`);
      ids.add(button.custom_id);
    }
  }
  for (const attachment of body.attachments) within('alt text', attachment.description, 0, 1024);
  if (!Array.isArray(body.allowed_mentions.parse)) problems.push('no explicit mentions');
  return problems;
}
