import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { settingsSchema } from '../../../config/schema.js';
import { stopReader } from '../../../src/domain/signals/stop-phrases.js';

const shipped = settingsSchema.shape.webhooks.parse(
  (parse(readFileSync('config/default.yaml', 'utf8')) as { readonly webhooks: unknown }).webhooks,
).stopPhrases;

describe('a reply', () => {
  const asks = stopReader(shipped);

  it.each([
    'STOP',
    ' Stop. ',
    'Berhenti!!',
    'UNSUB',
    'ＳＴＯＰ',
    'Tolong jangan kirim lagi ya kak 🙏',
    'Please stop messaging me',
    "don't contact me",
  ])('that says "%s" asks to be sent nothing more', (text) => {
    expect(asks(text)).toBe(true);
  });

  it.each([
    '',
    'Apakah toko berhenti jam 9?',
    'bus stop mana yang dekat?',
    'non-stop ya?',
    'ada promo non stop promo apa saja?',
    'terima kasih',
    `stop messaging me ${'x'.repeat(300)}`,
  ])('that says "%s" does not', (text) => {
    expect(asks(text)).toBe(false);
  });

  it('is read by the phrases that the operator wrote', () => {
    expect(stopReader(['henti', '...'])('Henti')).toBe(true);
    expect(stopReader(['henti', '...'])('stop')).toBe(false);
    expect(stopReader(['...'])('!!!')).toBe(false);
  });
});
