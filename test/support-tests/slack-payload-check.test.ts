import { describe, expect, it } from 'vitest';
import { slackManifestProblems } from '../support/slack/manifest-check.js';
import { slackProblems } from '../support/slack/payload-check.js';
import { livingParts } from '../support/slack/user-text.js';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string, rest: object = {}) => ({ type: 'section', text: mrkdwn(text), ...rest });
const button = (rest: object = {}) => ({ type: 'button', action_id: 'go', text: plain('Go'), ...rest });
const actions = (...elements: readonly object[]) => ({ type: 'actions', elements });
const message = (...blocks: readonly object[]) => ({ text: 'fallback', blocks });
const long = (length: number): string => 'x'.repeat(length);
const option = (value: string) => ({ text: plain(value), value });
const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const select = (rest: object = {}) => ({
  type: 'static_select',
  action_id: 's',
  options: [option('a')],
  ...rest,
});
const modal = (rest: object = {}) => ({
  type: 'modal',
  title: plain('Mute'),
  blocks: [section('Hi')],
  ...rest,
});
const points = (count: number) => many(count, (index) => ({ label: `d${index}`, value: index }));
const line = (count: number, rest: object = {}) => ({
  type: 'line',
  series: [{ name: 'Use', data: points(count) }],
  axis_config: { categories: points(count).map((point) => point.label), y_label: 'Recipients' },
  ...rest,
});
const chart = (drawn: object = line(7)) => ({ type: 'data_visualization', title: 'Use', chart: drawn });

describe('a sound payload', () => {
  it('has no problems, up to the last character and entry', () => {
    const payloads = [
      message(section(long(3_000)), { type: 'header', text: plain(long(150)) }, { type: 'divider' }),
      message(...many(50, () => section('x'))),
      message(section('\u{1F600}'.repeat(3_000))),
      message(actions(...many(25, (index) => button({ action_id: `a${index}`, value: long(2_000) })))),
      message(section('x', { fields: many(10, () => mrkdwn(long(50))), accessory: select() })),
      { text: 'only text' },
      message(chart(line(20)), chart({ type: 'pie', segments: points(6) })),
      modal({ blocks: many(100, () => section('x')), private_metadata: long(3_000) }),
      { type: 'home', blocks: [section('x')] },
    ];
    expect(payloads.flatMap((payload) => slackProblems(payload))).toEqual([]);
  });
});

describe('what Slack would refuse', () => {
  const cases: readonly (readonly [string, object, string])[] = [
    ['no fallback text', { blocks: [section('x')] }, 'text: the fallback text is missing'],
    ['an empty fallback text', { text: ' ', blocks: [] }, 'text: the fallback text is missing'],
    ['a fallback text too long', { text: long(4_001) }, 'text: has 4001 characters of 4000'],
    ['51 blocks', message(...many(51, () => section('x'))), 'blocks: has 51 blocks of 50'],
    [
      'too much text',
      message(...many(4, () => section(long(2_600)))),
      'blocks: hold 10400 characters of 10000 together',
    ],
    ['an unknown block', message({ type: 'sections' }), 'blocks[0].type: unknown block "sections"'],
    [
      'a forbidden block',
      message({ type: 'alert', text: 'x' }),
      'blocks[0]: alert may not stand in a message',
    ],
    ['a long section', message(section(long(3_001))), 'blocks[0].text.text: has 3001 characters of 3000'],
    ['an empty section', message(section('')), 'blocks[0].text.text: is empty'],
    ['a section of nothing', message({ type: 'section' }), 'blocks[0]: needs a text or fields'],
    [
      'a long header',
      message({ type: 'header', text: plain(long(151)) }),
      'blocks[0].text.text: has 151 characters of 150',
    ],
    [
      'a mrkdwn header',
      message({ type: 'header', text: mrkdwn('x') }),
      'blocks[0].text.type: must be plain_text',
    ],
    ['a bare string', message({ type: 'section', text: 'x' }), 'blocks[0].text: is no text object'],
    [
      'a text of no kind',
      message({ type: 'section', text: { type: 'html', text: 'x' } }),
      'blocks[0].text.type: unknown "html"',
    ],
    [
      'eleven fields',
      message({ type: 'section', fields: many(11, () => mrkdwn('x')) }),
      'blocks[0].fields: has 11 entries of 10',
    ],
    [
      'a long field',
      message({ type: 'section', fields: [mrkdwn(long(2_001))] }),
      'blocks[0].fields[0].text: has 2001 characters of 2000',
    ],
    [
      'eleven context elements',
      message({ type: 'context', elements: many(11, () => mrkdwn('x')) }),
      'blocks[0].elements: has 11 entries of 10',
    ],
    [
      '26 buttons',
      message(actions(...many(26, (index) => button({ action_id: `a${index}` })))),
      'blocks[0].elements: has 26 entries of 25',
    ],
    ['no elements', message(actions()), 'blocks[0].elements: is missing or empty'],
    [
      'an element of no kind',
      message(actions({ type: 'btn' })),
      'blocks[0].elements[0].type: unknown element "btn"',
    ],
    [
      'a long button',
      message(actions(button({ text: plain(long(76)) }))),
      'blocks[0].elements[0].text.text: has 76 characters of 75',
    ],
    [
      'a long value',
      message(actions(button({ value: long(2_001) }))),
      'blocks[0].elements[0].value: has 2001 characters of 2000',
    ],
    [
      'a strange style',
      message(actions(button({ style: 'green' }))),
      'blocks[0].elements[0].style: unknown "green"',
    ],
    [
      'no action_id',
      message(actions(button({ action_id: undefined }))),
      'blocks[0].elements[0].action_id: is missing',
    ],
    [
      'a long action_id',
      message(actions(button({ action_id: long(256) }))),
      'blocks[0].elements[0].action_id: has 256 characters of 255',
    ],
    [
      'an action_id twice',
      message(actions(button(), button())),
      'blocks[0].elements[1].action_id: "go" stands twice in one block',
    ],
    [
      'a block_id twice',
      message(section('x', { block_id: 'b' }), section('y', { block_id: 'b' })),
      'blocks[1].block_id: "b" stands twice',
    ],
    [
      'a long block_id',
      message(section('x', { block_id: long(256) })),
      'blocks[0].block_id: has 256 characters of 255',
    ],
    [
      '101 options',
      message(actions(select({ options: many(101, (index) => option(`${index}`)) }))),
      'blocks[0].elements[0].options: has 101 entries of 100',
    ],
    [
      'an option twice',
      message(actions(select({ options: [option('a'), option('a')] }))),
      'blocks[0].elements[0].options[1].value: "a" is offered twice',
    ],
    [
      'a choice not offered',
      message(actions(select({ initial_option: option('b') }))),
      'blocks[0].elements[0].initial_option: is not one of the options, to the letter',
    ],
    [
      'a long confirm',
      message(
        actions(
          button({
            confirm: { title: plain(long(101)), text: plain('x'), confirm: plain('y'), deny: plain('n') },
          }),
        ),
      ),
      'blocks[0].elements[0].confirm.title.text: has 101 characters of 100',
    ],
    [
      'a picture of nothing',
      message({ type: 'image', alt_text: 'x' }),
      'blocks[0]: needs an image_url or a slack_file',
    ],
    [
      'a picture without words',
      message({ type: 'image', image_url: 'https://x' }),
      'blocks[0].alt_text: is missing',
    ],
    [
      'two tables',
      message(...many(2, () => ({ type: 'table', rows: [] }))),
      'blocks: hold more than 1 table',
    ],
    [
      'a wide table',
      message({ type: 'table', rows: [many(21, () => ({}))] }),
      'blocks[0].rows[0]: has 21 cells of 20',
    ],
    ['three charts', message(chart(), chart(), chart()), 'blocks: hold more than 2 charts'],
    [
      'a chart of many points',
      message(chart(line(21))),
      'blocks[0].chart.series[0].data: has 21 entries of 20',
    ],
    [
      'a point off the axis',
      message(chart(line(2, { axis_config: { categories: ['d0'] } }))),
      'blocks[0].chart.series[0].data[1].label: is none of the categories',
    ],
    [
      'seven slices',
      message(chart({ type: 'pie', segments: points(7) })),
      'blocks[0].chart.segments: has 7 entries of 6',
    ],
    ['a chart of no kind', message(chart({ type: 'radar' })), 'blocks[0].chart.type: unknown "radar"'],
    [
      'names that become mentions',
      { text: 'x', link_names: true },
      'link_names: turns plain names into mentions',
    ],
    ['full parsing', { text: 'x', parse: 'full' }, 'parse: turns plain names into mentions'],
    [
      'a long attachment fallback',
      { text: 'x', attachments: [{ fallback: long(301) }] },
      'attachments[0].fallback: has 301 characters of 300',
    ],
    ['a long modal title', modal({ title: plain(long(25)) }), 'title.text: has 25 characters of 24'],
    [
      '101 blocks in a modal',
      modal({ blocks: many(101, () => section('x')) }),
      'blocks: has 101 blocks of 100',
    ],
    [
      'long private_metadata',
      modal({ private_metadata: long(3_001) }),
      'private_metadata: has 3001 characters of 3000',
    ],
    [
      'an input without submit',
      modal({
        blocks: [{ type: 'input', label: plain('x'), element: { type: 'plain_text_input', action_id: 'a' } }],
      }),
      'submit: is needed as soon as there is an input',
    ],
    [
      'a table in a modal',
      modal({ blocks: [{ type: 'table', rows: [] }] }),
      'blocks[0]: table may not stand in a modal',
    ],
    [
      'a chart on the Home tab',
      { type: 'home', blocks: [chart()] },
      'blocks[0]: data_visualization may not stand in a home',
    ],
  ];
  it.each(cases)('is found: %s', (_name, payload, problem) => {
    expect(slackProblems(payload as Readonly<Record<string, unknown>>)).toContain(problem);
  });
});

describe('text that came from outside', () => {
  const userTexts = ['<!channel> <!here> <@U123> <http://evil.example|click> *loud* `x`'];
  it('is looked at for mentions, links and formatting', () => {
    expect(livingParts(userTexts[0] ?? '')).toEqual([
      '<!channel>',
      '<!here>',
      '<@U123>',
      '<http://evil.example|click>',
      '*loud*',
      '`x`',
    ]);
    expect(livingParts('a < b > c, 2 * 3 * 4, snake_case, 1_000')).toEqual([]);
  });
  it('may stand in plain text, or escaped, or with its formatting in code', () => {
    const blocks = [
      { type: 'header', text: plain('<!channel> *loud*') },
      section('&lt;!channel&gt; &lt;@U123&gt;'),
      section('`*loud*`'),
    ];
    expect(slackProblems(message(...blocks), { userTexts })).toEqual([]);
  });
  it.each([
    ['a fallback text', { text: 'hi <!here>' }, 'text: user text comes alive: <!here>'],
    ['a section', message(section('<@U123>')), 'blocks[0].text.text: user text comes alive: <@U123>'],
    [
      'a code span',
      message(section('`<!channel>`')),
      'blocks[0].text.text: user text comes alive: <!channel>',
    ],
    [
      'a context',
      message({ type: 'context', elements: [mrkdwn('*loud*')] }),
      'blocks[0].elements[0].text: user text comes alive: *loud*',
    ],
    [
      'a field',
      message({ type: 'section', fields: [mrkdwn('<http://evil.example|click>')] }),
      'blocks[0].fields[0].text: user text comes alive: <http://evil.example|click>',
    ],
    [
      'a markdown block',
      message({ type: 'markdown', text: '*loud*' }),
      'blocks[0].text: user text comes alive: *loud*',
    ],
    [
      'an attachment',
      { text: 'x', attachments: [{ text: '<!channel>' }] },
      'attachments[0].text: user text comes alive: <!channel>',
    ],
  ])('comes alive in %s', (_name, payload, problem) => {
    expect(slackProblems(payload, { userTexts })).toContain(problem);
  });
});

describe('an app manifest', () => {
  const manifest = (command: string) => ({
    display_information: { name: 'Tierwatch' },
    features: { slash_commands: [{ command, description: 'How much is left' }] },
  });
  it('may not take a name that Slack keeps, nor a malformed one', () => {
    expect(slackManifestProblems(manifest('/quota'))).toEqual([]);
    expect(slackManifestProblems(manifest('/status'))).toEqual(['/status: is reserved by Slack']);
    expect(slackManifestProblems(manifest('/Can Send'))).toEqual(['/Can Send: is no command name']);
  });
  it.skipIf(process.env['SPECS_DIR'] === undefined)('is held against the published schema', () => {
    const wrong = { ...manifest('/quota'), display_information: { name: long(36) } };
    expect(slackManifestProblems(wrong)).toEqual([
      '/display_information/name: must NOT have more than 35 characters',
    ]);
  });
});
