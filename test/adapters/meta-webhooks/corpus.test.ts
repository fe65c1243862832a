import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWebhook } from '../../../src/adapters/meta-webhooks/read-webhook.js';
import { jsonFrom } from '../../../src/kit/json-text.js';
import { noon } from '../../support/looks.js';

const never = (): boolean => false;

const folder = process.env['SAMPLES_DIR'];
const webhooks = folder === undefined ? null : join(folder, 'webhooks');
/** A file that begins with an underscore tells a syntax, and is no body. */
const files = webhooks === null ? [] : readdirSync(webhooks).filter((file) => !file.startsWith('_'));

/** What each kind of sample must come to; the others tell nothing that is watched. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^account_alerts/, 'happening'],
  [/^account_review_update/, 'review'],
  [/^account_update\.account_restriction/, 'sending'],
  [/^account_update\.disabled_update/, 'sending'],
  [
    /^account_update\.(account_(deleted|offboarded|reconnected|violation)|partner_(app_uninstalled|removed))/,
    'happening',
  ],
  [/^business_capability_update/, 'portfolio-limit'],
  [/^message_template_quality_update/, 'template-quality'],
  [/^message_template_status_update/, 'template-status'],
  [/^messages\./, 'inbound'],
  [/^messages_status/, 'status'],
  [/^messages_system.*change(d_number|\.json)/, ''],
  [/^phone_number_name_update/, 'name-status'],
  [/^phone_number_quality_update/, 'throughput'],
  [/^security|^template_category_update/, 'happening'],
];

describe.skipIf(webhooks === null)('recorded webhooks (set SAMPLES_DIR to run these)', () => {
  it.each(files)('%s is understood', (file) => {
    const read = readWebhook(jsonFrom(readFileSync(join(webhooks ?? '', file), 'utf8')), noon, never);
    expect(read?.odds).toEqual([]);
    const told = (read?.webhook.parts ?? []).flatMap(({ announcements, facts }) => [
      ...announcements.map(({ news }) => news.kind),
      ...facts.map(({ kind }) => kind),
    ]);
    const kind = kinds.find(([pattern]) => pattern.test(file))?.[1] ?? null;
    if (kind === null) expect(told).toEqual([]);
    else if (kind !== '') expect(told[0]).toBe(kind);
  });
});
