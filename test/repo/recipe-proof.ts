import { commands } from '../../commands/index.js';
import { configurationJsonSchema } from '../../config/json-schema.js';
import { defaultSettings } from '../../config/load.js';
import { packageRoot } from '../../config/root.js';
import { readRulebooks } from '../../config/rulebook-file.js';
import { routeForm } from '../../config/destinations.js';
import { definitionOf } from '../../src/adapters/discord/command-definition.js';
import { commandCards } from '../../src/app/dispatch.js';
import { plainText } from '../../src/cards/plain.js';
import { allPlatforms } from '../../src/platforms.js';
import { openStores, storeUrlMistake } from '../../src/stores.js';
import { DAY } from '../../src/domain/time.js';
import { isLocale } from '../../src/words/index.js';
import { asking } from '../support/asking.js';
import { fakeLog } from '../support/fakes/log.js';
import { portfolioId } from '../support/looks.js';
import { everythingSaid } from '../support/said/everything.js';
import { generated } from './generated.js';

/** What a bot says that was built with the recipes; the test that built it reads this. */
async function proof(locale: string): Promise<unknown> {
  if (!isLocale(locale)) throw new Error(`Nobody speaks ${locale}.`);
  const bot = await asking();
  const hear = async (line: string, language: string | null = null): Promise<string> =>
    plainText((await bot.ask(line, { language, platform: 'terminal' })).card);
  await bot.ask(`/language ${locale}`, { user: 'U2' });
  const home = (await bot.ask('/home')).card;
  return {
    command: [await hear('/time', 'en'), await hear('/waktu', 'en')],
    said: await everythingSaid(locale),
    saidInEnglish: await everythingSaid('en'),
    kept: plainText((await bot.ask('/help', { user: 'U2', language: 'en' })).card),
    choices: home.actions.flatMap(({ menu }) => menu?.options.map(({ value }) => value) ?? []),
    commands: commandCards(commands).map((card) => definitionOf(card, '', true)),
    schema: configurationJsonSchema(defaultSettings()),
    routes: allPlatforms.map(routeForm),
    rulebooks: [...readRulebooks(`${packageRoot()}/config/rulebooks`).rulebooks.keys()],
    generated: await generated(),
    stored: await stored(locale),
  };
}

/** What a bot says that keeps all in the store of the recipe. */
async function stored(locale: string): Promise<object> {
  const url = 'memory://shop';
  const keeping = { halfHours: DAY, hours: DAY, days: DAY };
  const { store, history, preferences } = await openStores({ url, keeping, log: fakeLog() });
  const { told } = await asking();
  await store.update(portfolioId, () => ({ state: told.state, result: undefined }));
  const bot = await asking({}, { store, history, preferences });
  const before = await bot.hear('/home');
  await bot.ask(`/language ${locale}`);
  return {
    mistake: storeUrlMistake(url),
    refused: storeUrlMistake('redis://shop'),
    before,
    after: await bot.hear('/home'),
  };
}

process.stdout.write(JSON.stringify(await proof(process.argv[2] ?? '')));
