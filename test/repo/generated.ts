import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import * as z from 'zod';
import { commands } from '../../commands/index.js';
import { routeForm } from '../../config/destinations.js';
import { lastingVariables } from '../../config/effects.js';
import { configurationJsonSchema } from '../../config/json-schema.js';
import { defaultSettings } from '../../config/load.js';
import { slackAppManifest } from '../../src/adapters/slack/manifest.js';
import { eventShape } from '../../src/adapters/webhook/event-shape.js';
import { botScopes, setupScopes } from '../../src/adapters/slack/scopes.js';
import { commandCards } from '../../src/app/dispatch.js';
import type { Right } from '../../src/app/not-allowed.js';
import { allPlatforms } from '../../src/platforms.js';
import { questions } from '../../src/questions/index.js';
import { openApi } from '../../src/questions/openapi.js';
import { storeForms } from '../../src/stores.js';
import { locales, usualWords } from '../../src/words/index.js';
import { sentencesPage } from './sentences.js';
import { settingsTable } from './settings-table.js';

const root = join(import.meta.dirname, '../..');

/** A file that follows from the commands, as it should be. */
export interface Generated {
  readonly file: string;
  readonly text: string;
}

function between(text: string, begin: string, end: string, inside: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end, from + begin.length);
  if (from < 0 || to < from) throw new Error(`There is no ${begin} … ${end}.`);
  return `${text.slice(0, from + begin.length)}${inside}${text.slice(to)}`;
}

/** A list in a comment of its own line in the settings. */
function withList(text: string, mark: string, list: readonly string[]): string {
  return between(text, `# ${mark} (made by \`npm run generate\`): `, '\n', list.join(', '));
}

function withTable(text: string, mark: string, table: string): string {
  return between(text, `<!-- ${mark}:begin -->`, `<!-- ${mark}:end -->`, `\n\n${table}\n\n`);
}

function commandTable(): string {
  const rows = commandCards(commands).map((card) => {
    const asked = card.onMessage === null ? `\`${card.example}\`` : `*${card.onMessage.usual}* on a message`;
    return `| ${asked} | ${card.summary.usual} | ${card.changesState ? 'yes' : ''} |`;
  });
  return ['| command | does | changes something |', '| --- | --- | --- |', ...rows].join('\n');
}

type AlertButton = keyof typeof usualWords.alerts.actions;
type AnswerButton = keyof typeof usualWords.answers.actions;

const alertButtons: Readonly<Record<AlertButton, Right>> = {
  acknowledge: 'act',
  acknowledgeAll: 'act',
  silence: 'act',
  silenceFor: 'act',
  details: 'ask',
  chooseOne: 'ask',
};
const answerButtons: Readonly<Record<AnswerButton, Right>> = {
  refresh: 'act',
  share: 'ask',
  next: 'ask',
  previous: 'ask',
  numbers: 'ask',
  incidents: 'ask',
  endSilence: 'act',
  help: 'ask',
};

function rightsTable(): string {
  const { alerts, answers } = usualWords;
  const rows = [
    ...commandCards(commands).map(({ name, changesState }) => [`\`/${name}\``, changesState ? 'act' : 'ask']),
    ...Object.entries(alertButtons).map(([key, right]) => [alerts.actions[key as AlertButton], right]),
    ...Object.entries(answerButtons).map(([key, right]) => [answers.actions[key as AnswerButton], right]),
  ];
  const lines = rows.map(([what, right]) => `| ${what} | ${right} |`);
  return ['| command or button | right |', '| --- | --- |', ...lines].join('\n');
}

function scopeTable(): string {
  const rows = [...botScopes, ...setupScopes].map(({ scope, why }) => `| \`${scope}\` | ${why} |`);
  return ['| scope | why it is asked for |', '| --- | --- |', ...rows].join('\n');
}

function chatTable(): string {
  const code = (text: string): string => `\`${text}\``;
  const rows = allPlatforms.map((platform) => {
    const { title, mention, people, variables, ofChannels } = platform;
    const cells = [
      title,
      code(routeForm(platform)),
      mention ?? '',
      people === null ? '' : `users, channels, ${people.groups}`,
      Object.keys({ ...variables, ...ofChannels?.examples })
        .map(code)
        .join(', '),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '| chat | in a route | an alert can mention | rights by | environment |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** The chats' variables as `.env.example` explains them. */
function chatVariables(): string {
  return allPlatforms
    .flatMap(({ title, variables, ofChannels }) => [
      ...Object.entries(variables).map(([name, variable]) => {
        const line = variable.kind === 'address' ? `# ${name}=${variable.usual}` : `${name}=`;
        return `# ${title}: ${variable.about}\n${line}\n`;
      }),
      ...Object.entries(ofChannels?.examples ?? {}).map(
        ([name, { about }]) => `# ${title}: ${about}\n# ${name}=\n`,
      ),
    ])
    .join('');
}

/** What receivers of outgoing webhooks may rely on. */
function eventSchema(): object {
  return z.toJSONSchema(eventShape, {
    io: 'input',
    override({ jsonSchema }) {
      delete jsonSchema.readOnly;
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    },
  });
}

const settingsIntroduction = (): string => `# Settings

Made by \`npm run generate\` from the schema of the settings file. \`config/default.yaml\` explains each at more length; your
own file (\`tierwatch.yaml\`) says only what differs. \`[]\` stands for each item of a list.

With this as its first line, editors that know YAML schemas complete the settings and underline what does not fit:

\`\`\`yaml
# yaml-language-server: $schema=config/settings.schema.json
\`\`\`

The running bot reads its settings and \`.env\` again when it gets SIGHUP, or when you run \`npx --no -- tierwatch reload\`. What
then takes effect at once is in the last column. Of the environment, ${listed(lastingVariables)} take effect at the next
start, and every other variable at once.`;

function listed(names: readonly string[]): string {
  const [last = '', ...others] = names.map((name) => `\`${name}\``).reverse();
  return `${others.reverse().join(', ')} and ${last}`;
}

/** Every file of the project that follows from the commands, the chats and the languages. */
export async function generated(): Promise<readonly Generated[]> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const threats = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
  const example = readFileSync(join(root, '.env.example'), 'utf8');
  const defaults = readFileSync(join(root, 'config/default.yaml'), 'utf8');
  const manifest = stringify(slackAppManifest(commandCards(commands)), { lineWidth: 0 });
  const files = [
    {
      file: 'config/slack-manifest.yaml',
      text: `# Made by \`npm run generate\` from the commands; \`npx --no -- tierwatch slack-manifest\` prints it as JSON.\n${manifest}`,
    },
    {
      file: 'config/settings.schema.json',
      text: JSON.stringify(configurationJsonSchema(defaultSettings())),
    },
    {
      file: 'docs/openapi.json',
      text: JSON.stringify(openApi(questions)),
    },
    {
      file: 'docs/webhook-event.schema.json',
      text: JSON.stringify(eventSchema()),
    },
    {
      file: 'docs/settings.md',
      text: `${settingsIntroduction()}\n\n${settingsTable()}\n`,
    },
    {
      file: 'docs/threat-model.md',
      text: withTable(threats, 'rights', rightsTable()),
    },
    {
      file: 'README.md',
      text: withTable(
        withTable(withTable(readme, 'commands', commandTable()), 'scopes', scopeTable()),
        'chats',
        chatTable(),
      ),
    },
  ];
  for (const locale of locales)
    files.push({ file: `docs/sentences-${locale}.md`, text: await sentencesPage(locale) });
  const formatted = await Promise.all(
    files.map(async ({ file, text }) => {
      const path = join(root, file);
      return { file, text: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
    }),
  );
  const environment = between(
    example,
    '# Chats (made by `npm run generate`)\n',
    '\n# The store',
    chatVariables(),
  );
  const settings = withList(withList(defaults, 'Routes', allPlatforms.map(routeForm)), 'Languages', locales);
  return [
    ...formatted,
    { file: '.env.example', text: withList(environment, 'Stores', storeForms) },
    { file: 'config/default.yaml', text: settings },
  ];
}
