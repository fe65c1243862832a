import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { stringify } from 'yaml';
import { commands } from '../../commands/index.js';
import { slackAppManifest } from '../../src/adapters/slack/manifest.js';
import { botScopes } from '../../src/adapters/slack/scopes.js';
import { commandCards } from '../../src/app/dispatch.js';

const root = join(import.meta.dirname, '../..');

/** A file that follows from the commands, as it should be. */
export interface Generated {
  readonly file: string;
  readonly text: string;
}

function between(text: string, mark: string, inside: string): string {
  const begin = `<!-- ${mark}:begin -->`;
  const end = `<!-- ${mark}:end -->`;
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no ${begin} … ${end}.`);
  return `${text.slice(0, from + begin.length)}\n\n${inside}\n\n${text.slice(to)}`;
}

function commandTable(): string {
  const rows = commandCards(commands).map((card) => {
    const asked = card.onMessage === null ? `\`${card.example}\`` : `*${card.onMessage.en}* on a message`;
    return `| ${asked} | ${card.summary.en} | ${card.changesState ? 'yes' : ''} |`;
  });
  return ['| command | does | changes something |', '| --- | --- | --- |', ...rows].join('\n');
}

function scopeTable(): string {
  const rows = botScopes.map(({ scope, why }) => `| \`${scope}\` | ${why} |`);
  return ['| scope | why it is asked for |', '| --- | --- |', ...rows].join('\n');
}

/** Every file of the project that follows from the commands. */
export async function generated(): Promise<readonly Generated[]> {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const manifest = stringify(slackAppManifest(commandCards(commands)), { lineWidth: 0 });
  const files = [
    {
      file: 'config/slack-manifest.yaml',
      text: `# Made by \`npm run generate\` from the commands; \`npx --no tierwatch slack-manifest\` prints it as JSON.\n${manifest}`,
    },
    {
      file: 'README.md',
      text: between(between(readme, 'commands', commandTable()), 'scopes', scopeTable()),
    },
  ];
  return Promise.all(
    files.map(async ({ file, text }) => {
      const path = join(root, file);
      return { file, text: await format(text, { ...(await resolveConfig(path)), filepath: path }) };
    }),
  );
}
