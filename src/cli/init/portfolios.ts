import type { PortfolioAddition } from '../../../config/settings-text.js';
import type { Observation } from '../../domain/snapshot.js';
import type { PortfolioPlan } from '../../ports.js';
import type { ReachedPortfolio } from '../../token-reach-port.js';
import { shown } from '../../words/shorten.js';
import { lookAt } from '../look-at.js';
import { causeIn, withGraph } from './meta-line.js';
import { configurationIn, type SetupSession } from './session.js';

const longestName = 80;
/** So many numbers are named. */
const sample = 3;

/** Says what is seen of the watched portfolios. Lets more be chosen while the token works. */
export async function setUpPortfolios(session: SetupSession, works: boolean): Promise<void> {
  const { prompts, words, draft } = session;
  await tellKept(session);
  if (works) {
    const chosen = await choose(session);
    const isNone = (): boolean => configurationIn(session).portfolios.length === 0;
    if (!chosen && isNone()) await byHand(session);
  }
  if (draft.survey().configuration?.portfolios.length === 0) prompts.bad(words.setup.portfolios.noneWatched);
}

async function tellKept(session: SetupSession): Promise<void> {
  const { prompts, words } = session;
  const { portfolios, secrets } = configurationIn(session);
  for (const plan of portfolios) {
    if (!(plan.id in secrets.tokens)) continue;
    const { seen, say } = await looked(session, plan);
    if (seen) prompts.good(words.setup.kept(say));
    else prompts.bad(say);
  }
}

/** Offers what the token sees. Resolves to whether something was chosen. */
async function choose(session: SetupSession): Promise<boolean> {
  const { prompts, words } = session;
  const { setup } = words;
  const { portfolios, secrets } = configurationIn(session);
  const token = secrets.usualToken?.value.reveal();
  if (token === undefined) return false;
  const reach = await prompts.busy(setup.asking('Meta'), () =>
    withGraph(session, (graph) => graph.reach(token)),
  );
  if ('reason' in reach) {
    prompts.bad(causeIn(session, reach));
    return false;
  }
  const offers = reach.portfolios.filter((one) => !isWatched(one, portfolios));
  if (offers.length === 0) {
    if (portfolios.length === 0) prompts.tell(setup.portfolios.none);
    return false;
  }
  const choices = offers.map((one) => ({
    value: one,
    label: shown(one.name ?? one.id ?? one.wabas[0]?.id ?? '', longestName),
    hint: one.id ?? setup.portfolios.byAccounts(one.wabas.length),
  }));
  const initial = portfolios.length === 0 ? offers : [];
  const chosen = await prompts.several(setup.portfolios.question, choices, initial);
  for (const { id, name, wabas } of chosen)
    await watch(session, { id, wabas: wabas.map((waba) => waba.id), name: name ?? '' });
  return chosen.length > 0;
}

function isWatched({ id, wabas }: ReachedPortfolio, plans: readonly PortfolioPlan[]): boolean {
  return plans.some(
    (plan) =>
      (id !== null && plan.business === id) ||
      wabas.some((waba) => plan.wabas.some((one) => one === waba.id)),
  );
}

/** Asks for ids until none is typed. */
async function byHand(session: SetupSession): Promise<void> {
  const { prompts, words } = session;
  const { portfolios: say } = words.setup;
  prompts.tell(say.idWhere);
  for (;;) {
    const typed = await prompts.text({
      question: say.id,
      wrong: (text) => {
        const id = text.trim();
        if (id !== '' && !/^\d{1,25}$/.test(id)) return say.noId;
        const known = configurationIn(session).portfolios;
        return isWatched({ id, name: null, wabas: [{ id, name: null }] }, known) ? say.known : null;
      },
    });
    const id = typed.trim();
    if (id === '') return;
    await watch(session, { id, wabas: [], name: '' });
  }
}

/** Adds a portfolio when it is seen, or when somebody says so. An id that is none of a portfolio may be an account's. */
async function watch(session: SetupSession, wanted: PortfolioAddition): Promise<void> {
  const { prompts, words, draft } = session;
  const { portfolios: say } = words.setup;
  const taken = new Set(configurationIn(session).portfolios.map((plan) => plan.name.toLowerCase()));
  const name = await prompts.text({
    question: `${say.name} (${wanted.id ?? wanted.wabas.join(', ')})`,
    initial: shown(wanted.name, longestName),
    wrong: (typed) => {
      const text = typed.trim();
      if (text === '' || text.length > longestName) return say.noName;
      return taken.has(text.toLowerCase()) ? say.nameTaken : null;
    },
  });
  draft.watch({ ...wanted, name: name.trim() });
  let found = await lookedAtLast(session);
  if (!found.seen && found.reason === 'not-a-portfolio' && wanted.id !== null) {
    draft.unwatch();
    draft.watch({ name: name.trim(), id: null, wabas: [wanted.id] });
    found = await lookedAtLast(session);
  }
  if (found.seen) {
    prompts.good(found.say);
    return;
  }
  prompts.bad(found.say);
  if (!(await prompts.yes(say.anyway, true))) draft.unwatch();
}

interface Looked {
  /** Whether a number is seen. */
  readonly seen: boolean;
  readonly reason: string | null;
  readonly say: string;
}

async function lookedAtLast(session: SetupSession): Promise<Looked> {
  const plan = configurationIn(session).portfolios.at(-1);
  if (plan === undefined) throw new Error('No portfolio is in the draft.');
  return looked(session, plan);
}

async function looked(session: SetupSession, plan: PortfolioPlan): Promise<Looked> {
  const { prompts, words, now } = session;
  const { observation } = await prompts.busy(words.setup.lookingAt(plan.name), () =>
    withGraph(session, (graph) => lookAt(graph, plan, { now })),
  );
  return lookText(session, plan.name, observation);
}

function lookText(session: SetupSession, name: string, observation: Observation): Looked {
  const { portfolios: say } = session.words.setup;
  if (observation.kind === 'blind') {
    const text = say.unseen(name, causeIn(session, observation.cause));
    return { seen: false, reason: observation.cause?.reason ?? null, say: text };
  }
  const { numbers } = observation.snapshot;
  if (numbers.length === 0) return { seen: false, reason: null, say: say.empty(name) };
  const names = numbers.slice(0, sample).map((one) => shown(one.name ?? one.phone ?? one.display, 40));
  return { seen: true, reason: null, say: say.seen(name, numbers.length, names) };
}
