// Run as a process of its own: the whole bot as one of several, with looks every few seconds. It tells its parent where
// it is, and answers what the parent asks.
import { loadConfiguration, type Loaded } from '../../config/load.js';
import { metrics } from '../../src/adapters/metrics/metrics.js';
import { systemClock } from '../../src/adapters/system/clock.js';
import { jsonLog } from '../../src/adapters/system/log.js';
import { instantOf } from '../../src/domain/time.js';
import { startLife } from '../../src/life.js';

const every = Number(process.env['LOOK_EVERY']);
const log = jsonLog({ level: 'info', secrets: [] });
const tell = (message: object): void => void process.send?.(message);
const nobodyCaught = (error: unknown): void => {
  tell({ uncaught: error instanceof Error ? (error.stack ?? error.message) : String(error) });
};
process.on('unhandledRejection', nobodyCaught);
process.on('uncaughtException', nobodyCaught);

const read = (): Loaded => loadConfiguration({ file: process.argv[2] ?? '' });
const loaded = read();
if (!loaded.ok) throw new Error(JSON.stringify(loaded.mistakes));
const { configuration } = loaded;
const life = await startLife(configuration, {
  clock: systemClock,
  elapsed: () => performance.now(),
  log,
  read,
  onSettings: () => undefined,
  heartbeat: () => null,
  metrics: () => figures.page(),
  schedule: () => () => undefined,
  plannedBy: (now) => instantOf(Math.floor(now / every) * every),
});
const figures = metrics({
  clock: systemClock,
  states: () => life.bot().states(),
  botState: () => life.bot().ownState(),
  routes: () => configuration.routes.map(({ id }) => id),
});

async function answer(command: string): Promise<string> {
  const asker = { platform: 'terminal', user: 'operator', name: null, channel: null, groups: [] } as const;
  const { card } = await life.bot().responder.answer({
    command,
    text: '',
    options: {},
    asker: { ...asker, language: 'en', isOperator: true },
  });
  return JSON.stringify({ title: card.title, lead: card.lead, sections: card.sections });
}

process.on('message', (command) => {
  answer(String(command)).then((said) => tell({ said }), nobodyCaught);
});
process.on('disconnect', () => process.exit());
process.on('SIGTERM', () => {
  life.stop().then(() => process.exit(0), nobodyCaught);
});
tell({ url: life.url, holder: life.bot().sharing?.holder });
