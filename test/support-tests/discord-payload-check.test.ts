import { describe, expect, it } from 'vitest';
import type { CheckedKind } from '../support/discord/payload-check.js';
import { discordProblems } from '../support/discord/payload-check.js';
import { discordSchemaProblems } from '../support/discord/schema-check.js';
import { livingParts } from '../support/discord/user-text.js';

const long = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const message = (rest: object) => ({ allowed_mentions: { parse: [] }, ...rest });
const embed = (rest: object) => message({ embeds: [{ title: 't', ...rest }] });
const row = (...components: readonly object[]) => ({ type: 1, components });
const button = (rest: object = {}) => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...rest });
const menu = (rest: object = {}) => ({
  type: 3,
  custom_id: 'm',
  options: [{ label: 'a', value: 'a' }],
  ...rest,
});
const rows = (...components: readonly object[]) =>
  message({ content: 'x', components: [row(...components)] });
const input = (rest: object = {}) => ({
  type: 18,
  label: 'Why',
  component: { type: 4, style: 1, custom_id: 'why' },
  ...rest,
});
const modal = (rest: object = {}) => ({ title: 'Mute', custom_id: 'mute', components: [input()], ...rest });
const command = (rest: object = {}) => ({ name: 'quota', description: 'How much is left', ...rest });
const choice = (rest: object = {}) => ({ type: 3, name: 'n', description: 'd', ...rest });

const wordy = (index: number) =>
  choice({
    name: `n${10 + index}`,
    description: long(100),
    choices: many(25, (each) => ({ name: long(10), value: long(10) + String(10 + each) })),
  });

describe('a sound payload', () => {
  const sound: readonly (readonly [CheckedKind, unknown])[] = [
    ['message', message({ content: long(2_000), nonce: long(25), enforce_nonce: true })],
    ['message', embed({ description: long(4_096), color: 16_777_215 })],
    ['message', embed({ fields: many(25, () => ({ name: 'n', value: long(200) })) })],
    ['message', rows(...many(5, (index) => button({ custom_id: `b${index}` })))],
    [
      'message',
      message({ flags: 32_768, components: [{ type: 17, components: [{ type: 10, content: 'hi' }] }] }),
    ],
    ['edit', { flags: 4 }],
    ['modal', modal()],
    ['thread', { name: 'Promo', auto_archive_duration: 1_440 }],
    [
      'commands',
      [
        command({ options: [choice({ required: true }), choice({ name: 'o' })] }),
        { type: 3, name: 'Look up' },
      ],
    ],
    ['choices', { choices: many(25, (index) => ({ name: `c${index}`, value: index })) }],
  ];
  it.each(sound)('has no problems: %s %#', (kind, payload) => {
    expect(discordProblems(payload, { kind })).toEqual([]);
    expect(discordSchemaProblems(kind, payload) ?? []).toEqual([]);
  });
});

describe('what Discord would refuse', () => {
  const cases: readonly (readonly [string, CheckedKind, unknown, string])[] = [
    [
      'no allowed_mentions',
      'message',
      { content: 'x' },
      'allowed_mentions: is missing, so any text may ping people',
    ],
    [
      'an edit that may ping',
      'edit',
      { content: 'x' },
      'allowed_mentions: is missing, so any text may ping people',
    ],
    [
      'open allowed_mentions',
      'message',
      { content: 'x', allowed_mentions: { parse: ['everyone'] } },
      'allowed_mentions.parse: must be empty: who is pinged is named one by one',
    ],
    [
      'allowed_mentions without parse',
      'message',
      { content: 'x', allowed_mentions: {} },
      'allowed_mentions.parse: is missing',
    ],
    ['a long content', 'message', message({ content: long(2_001) }), 'content: has 2001 characters of 2000'],
    ['a long nonce', 'message', message({ content: 'x', nonce: long(26) }), 'nonce: has 26 characters of 25'],
    ['enforcing no nonce', 'message', message({ content: 'x', enforce_nonce: true }), 'nonce: is missing'],
    [
      'eleven embeds',
      'message',
      message({ embeds: many(11, () => ({ title: 't' })) }),
      'embeds: has 11 entries of 10',
    ],
    [
      '6001 characters in embeds',
      'message',
      message({ embeds: many(2, () => ({ description: long(3_001) })) }),
      'embeds: hold 6002 characters of 6000 together',
    ],
    ['a long title', 'message', embed({ title: long(257) }), 'embeds[0].title: has 257 characters of 256'],
    [
      'a long description',
      'message',
      embed({ description: long(4_097) }),
      'embeds[0].description: has 4097 characters of 4096',
    ],
    [
      '26 fields',
      'message',
      embed({ fields: many(26, () => ({ name: 'n', value: 'v' })) }),
      'embeds[0].fields: has 26 entries of 25',
    ],
    [
      'a field of nothing',
      'message',
      embed({ fields: [{ name: 'n', value: ' ' }] }),
      'embeds[0].fields[0].value: is empty',
    ],
    [
      'a long field',
      'message',
      embed({ fields: [{ name: 'n', value: long(1_025) }] }),
      'embeds[0].fields[0].value: has 1025 characters of 1024',
    ],
    [
      'a long footer',
      'message',
      embed({ footer: { text: long(2_049) } }),
      'embeds[0].footer.text: has 2049 characters of 2048',
    ],
    [
      'a long author',
      'message',
      embed({ author: { name: long(257) } }),
      'embeds[0].author.name: has 257 characters of 256',
    ],
    ['no colour', 'message', embed({ color: 16_777_216 }), 'embeds[0].color: is no colour'],
    ['no time', 'message', embed({ timestamp: 'soon' }), 'embeds[0].timestamp: is no time'],
    ['an empty embed', 'message', message({ embeds: [{ color: 1 }] }), 'embeds[0]: is empty'],
    [
      'six rows',
      'message',
      message({ content: 'x', components: many(6, (index) => row(button({ custom_id: `${index}` }))) }),
      'components: has 6 rows of 5',
    ],
    [
      'six buttons',
      'message',
      rows(...many(6, (index) => button({ custom_id: `${index}` }))),
      'components[0]: has 6 buttons of 5',
    ],
    ['an empty row', 'message', rows(), 'components[0]: is an empty row'],
    [
      'a menu beside a button',
      'message',
      rows(menu(), button()),
      'components[0]: holds a menu and something else',
    ],
    [
      'a long custom_id',
      'message',
      rows(button({ custom_id: long(101) })),
      'components[0].components[0].custom_id: has 101 characters of 100',
    ],
    [
      'a custom_id twice',
      'message',
      rows(button(), button()),
      'components[0].components[1].custom_id: "go" stands twice',
    ],
    [
      'a long label',
      'message',
      rows(button({ label: long(81) })),
      'components[0].components[0].label: has 81 characters of 80',
    ],
    [
      'a button of nothing',
      'message',
      rows(button({ label: undefined })),
      'components[0].components[0]: needs a label or an emoji',
    ],
    [
      'a link without address',
      'message',
      rows({ type: 2, style: 5, label: 'x' }),
      'components[0].components[0].url: is missing',
    ],
    [
      '26 options',
      'message',
      rows(menu({ options: many(26, (index) => ({ label: 'a', value: `${index}` })) })),
      'components[0].components[0].options: has 26 entries of 25',
    ],
    [
      'an option twice',
      'message',
      rows(menu({ options: many(2, () => ({ label: 'a', value: 'a' })) })),
      'components[0].components[0].options[1].value: "a" is offered twice',
    ],
    [
      'a long option',
      'message',
      rows(menu({ options: [{ label: long(101), value: 'a' }] })),
      'components[0].components[0].options[0].label: has 101 characters of 100',
    ],
    [
      'a long placeholder',
      'message',
      rows(menu({ placeholder: long(151) })),
      'components[0].components[0].placeholder: has 151 characters of 150',
    ],
    [
      'newer components without flag',
      'message',
      message({ components: [{ type: 10, content: 'x' }] }),
      'components[0]: needs the flag for newer components',
    ],
    [
      'newer components with content',
      'message',
      message({ flags: 32_768, content: 'x', components: [{ type: 10, content: 'x' }] }),
      'flags: newer components leave no room for content and embeds',
    ],
    [
      '41 newer components',
      'message',
      message({ flags: 32_768, components: many(41, () => ({ type: 10, content: 'x' })) }),
      'components: are 41 of 40 with all that is inside',
    ],
    ['a long modal title', 'modal', modal({ title: long(46) }), 'title: has 46 characters of 45'],
    [
      'six inputs',
      'modal',
      modal({
        components: many(6, (index) => input({ component: { type: 4, style: 1, custom_id: `${index}` } })),
      }),
      'components: has 6 entries of 5',
    ],
    [
      'a long question',
      'modal',
      modal({ components: [input({ label: long(46) })] }),
      'components[0].label: has 46 characters of 45',
    ],
    ['a long thread name', 'thread', { name: long(101) }, 'name: has 101 characters of 100'],
    [
      'an odd archive time',
      'thread',
      { name: 'x', auto_archive_duration: 90 },
      'auto_archive_duration: is none of 60, 1440, 4320, 10080',
    ],
    [
      'a command in capitals',
      'commands',
      [command({ name: 'Quota' })],
      'commands[0].name: "Quota" is not in small letters',
    ],
    [
      'a command with a space',
      'commands',
      [command({ name: 'can send' })],
      'commands[0].name: "can send" is no command name',
    ],
    ['a command twice', 'commands', [command(), command()], 'commands[1].name: "quota" stands twice'],
    [
      'a long description',
      'commands',
      [command({ description: long(101) })],
      'commands[0].description: has 101 characters of 100',
    ],
    [
      'a long translation',
      'commands',
      [command({ description_localizations: { id: long(101) } })],
      'commands[0].description_localizations.id: has 101 characters of 100',
    ],
    [
      '26 command options',
      'commands',
      [command({ options: many(26, (index) => choice({ name: `n${index}` })) })],
      'commands[0].options: has 26 entries of 25',
    ],
    [
      '26 choices',
      'commands',
      [command({ options: [choice({ choices: many(26, (index) => ({ name: 'c', value: `${index}` })) })] })],
      'commands[0].options[0].choices: has 26 entries of 25',
    ],
    [
      'required after optional',
      'commands',
      [command({ options: [choice(), choice({ name: 'o', required: true })] })],
      'commands[0].options[1]: is required but comes after an optional one',
    ],
    [
      'choices with autocomplete',
      'commands',
      [command({ options: [choice({ autocomplete: true, choices: [{ name: 'c', value: 'c' }] })] })],
      'commands[0].options[0].autocomplete: does not go with choices',
    ],
    [
      '8001 characters',
      'commands',
      [command({ options: many(25, wordy) })],
      'commands[0]: holds 16346 characters of 8000 together',
    ],
    [
      '26 suggestions',
      'choices',
      { choices: many(26, (index) => ({ name: 'c', value: index })) },
      'choices: has 26 entries of 25',
    ],
  ];
  it.each(cases)('is found: %s', (_name, kind, payload, problem) => {
    expect(discordProblems(payload, { kind })).toContain(problem);
  });
});

describe('text that came from outside', () => {
  const userTexts = ['<@1> <@&2> <#3> <t:0:R> [win](http://evil.example) **loud** ||x||'];
  it('is looked at for mentions, masked links and formatting', () => {
    expect(livingParts(userTexts[0] ?? '')).toEqual([
      '<@1>',
      '<@&2>',
      '<#3>',
      '<t:0:R>',
      '[win](http://evil.example)',
      '**loud**',
      '||x||',
    ]);
    expect(livingParts('@everyone, a < b > c, 2 * 3 * 4, snake_case, 1_000, [1]')).toEqual([]);
  });
  it('may stand escaped, or in code, or in a footer', () => {
    const content = '\\<@1> \\[win](http://evil.example) `**loud**`';
    const payload = message({ content, embeds: [{ title: 't', footer: { text: '**loud**' } }] });
    expect(discordProblems(payload, { userTexts })).toEqual([]);
  });
  it.each([
    ['a content', message({ content: 'hi <@1>' }), 'content: user text comes alive: <@1>'],
    [
      'a description',
      embed({ description: '[win](http://evil.example)' }),
      'embeds[0].description: user text comes alive: [win](http://evil.example)',
    ],
    [
      'a field',
      embed({ fields: [{ name: 'n', value: '**loud**' }] }),
      'embeds[0].fields[0].value: user text comes alive: **loud**',
    ],
    [
      'a newer text',
      message({ flags: 32_768, components: [{ type: 10, content: '<#3>' }] }),
      'components[0].content: user text comes alive: <#3>',
    ],
  ])('comes alive in %s', (_name, payload, problem) => {
    expect(discordProblems(payload, { userTexts })).toContain(problem);
  });
});

describe('the published schema', () => {
  it.runIf(process.env['SPECS_DIR'] === undefined)('has no word without its file', () => {
    expect(discordSchemaProblems('message', {})).toBeNull();
  });
  it.skipIf(process.env['SPECS_DIR'] === undefined).each([
    ['message', { content: 7 }],
    ['message', { embeds: [{ fields: [{ name: 'n' }] }] }],
    ['edit', { embeds: many(11, () => ({})) }],
    ['modal', { title: long(46), custom_id: 'x', components: [] }],
    ['commands', [{ name: long(33), description: 'd' }]],
    ['thread', {}],
    ['callback', { type: 99 }],
  ] as const)('refuses a wrong %s %#', (kind, payload) => {
    expect(discordSchemaProblems(kind, payload)).not.toEqual([]);
  });
});
