import { choicesCard, notFoundCard, type Offer } from '../src/cards/found.js';
import { namesIn } from '../src/cards/names.js';
import { numbersCard } from '../src/cards/numbers.js';
import { quotaCard, referenceOf } from '../src/cards/quota.js';
import type { Reply } from '../src/cards/card.js';
import {
  answered,
  defineCommand,
  mostChoices,
  type Context,
  type Watched,
  type WatchedNumber,
} from '../src/app/command.js';
import { foldedName, listedTogether, matchNumber } from '../src/app/match-number.js';
import { nearest } from '../src/domain/nearest.js';

/** The numbers of each state. Every question asks for them, so they are listed once. */
const watchedIn = new WeakMap<Watched['state'], readonly WatchedNumber[]>();

/** All numbers of some portfolios. */
export function numbersOf(portfolios: readonly Watched[]): readonly WatchedNumber[] {
  const lists = portfolios.map((watched) => {
    const before = watchedIn.get(watched.state);
    if (before) return before;
    const list = (watched.state.sight?.snapshot.numbers ?? []).map((number) => ({ watched, number }));
    watchedIn.set(watched.state, list);
    return list;
  });
  return listedTogether(lists);
}

/** Numbers as things to choose from; `command` makes the command line of a number's reference. */
export function offersOf(
  found: readonly WatchedNumber[],
  context: Context,
  command: (reference: string) => string,
): readonly Offer[] {
  return found.map(({ watched, number }) => {
    const names = namesIn(watched.state, context.reader);
    return {
      label: `${names.number(number)} · ${names.phone(number)}`,
      command: command(referenceOf(number, watched.state, context.reader)),
    };
  });
}

/** How much of the limit is used: of one number, or of all. */
export const quota = defineCommand({
  name: 'quota',
  example: '+62 812-3456-7890',
  options: [{ name: 'number', required: false, choices: true }],
  flags: ['fresh'],
  visibility: 'asker',
  changesState: false,
  deed: (call) => (call.flags.has('fresh') ? 'refresh' : null),
  async run(call, context) {
    const query = call.option('number');
    const portfolios = await context.portfolios();
    if (query === '')
      return answered(
        numbersCard(
          portfolios.map(({ state }) => state),
          1,
          context.reader,
        ),
      );
    const match = matchNumber(query, numbersOf(portfolios), context.phoneBook);
    if (match.kind === 'one') return one(match.found, call.flags.has('fresh'), context);
    const named = portfolios.filter(({ plan }) => foldedName(plan.name) === foldedName(query));
    if (named.length > 0)
      return answered(
        numbersCard(
          named.map(({ state }) => state),
          1,
          context.reader,
        ),
      );
    context.undone(match.kind === 'several' ? 'several-fit' : 'not-found');
    const offers = offersOf(
      match.kind === 'several' ? match.found : match.closest,
      context,
      (to) => `quota ${to}`,
    );
    const asked = { query, what: 'number', example: context.typed('quota', '7890') } as const;
    return answered(
      match.kind === 'several'
        ? choicesCard(asked, offers, context.reader)
        : notFoundCard(query, offers, context.reader, commandLike(query, context)),
    );
  },
  async complete(_option, typed, context) {
    return numberChoices(typed, context);
  },
});

/** The command that a single word may have been meant for; null: none is like it. */
function commandLike(query: string, context: Context): string | null {
  const name = /^\p{L}{3,}$/u.test(query) ? nearest(query, context.commandNames) : null;
  const command = context.commandNames.find((one) => one === name);
  return command === undefined ? null : context.typed(command);
}

/** Numbers that fit what somebody has typed so far; all of them while nothing is typed. */
export async function numberChoices(
  typed: string,
  context: Context,
): Promise<readonly { readonly label: string; readonly value: string }[]> {
  const folded = foldedName(typed);
  const digits = context.phoneBook.digits(typed);
  const all = numbersOf(await context.portfolios());
  const keys = keysOf(all, context);
  const found: WatchedNumber[] = [];
  for (const [index, candidate] of all.entries()) {
    const key = keys[index];
    const fits =
      key !== undefined &&
      (key.names.includes(folded) ||
        (digits.length > 1 && digitsSeen(candidate, key, context).includes(digits)));
    if (fits) found.push(candidate);
    if (found.length >= mostChoices) break;
  }
  return offersOf(found, context, (reference) => reference).map(({ label, command }) => ({
    label,
    value: command,
  }));
}

/** What a number is looked for by while somebody types: what it is called, folded, and its digits. */
interface Keys {
  readonly names: string;
  readonly digits: string;
}

/** Each typed letter searches thousands of numbers. So keys are made once for each look. */
const keysIn = new WeakMap<readonly WatchedNumber[], readonly Keys[]>();

function keysOf(all: readonly WatchedNumber[], context: Context): readonly Keys[] {
  const before = keysIn.get(all);
  if (before) return before;
  const keys = all.map(({ number: { phone, display, name } }): Keys => {
    const alias = phone === null ? null : context.reader.alias(phone);
    const names = [alias, name].flatMap((one) => (one === null ? [] : [foldedName(one)]));
    return { names: names.join('\n'), digits: context.phoneBook.digits(phone ?? display) };
  });
  keysIn.set(all, keys);
  return keys;
}

/** Whoever sees only some of a number's digits finds it only by those. */
function digitsSeen({ watched, number }: WatchedNumber, keys: Keys, { reader, phoneBook }: Context): string {
  return reader.masked ? phoneBook.digits(namesIn(watched.state, reader).phone(number)) : keys.digits;
}

async function one(found: WatchedNumber, fresh: boolean, context: Context): Promise<Reply> {
  context.about({ portfolio: found.watched.plan.id, subject: found.number.id });
  const note = fresh ? await looked(found, context) : null;
  const now = fresh ? await again(found, context) : found;
  const { number } = now;
  const watched = await context.counted(now.watched);
  const snapshot = watched.state.sight?.snapshot;
  if (!snapshot) return answered(numbersCard([watched.state], 1, context.reader));
  const owner = watched.rulebook.scope === 'portfolio' ? snapshot.id : number.id;
  const forecast = (await context.forecasts(now.watched)).find((each) => each.owner.id === owner);
  const pace = forecast?.pace ?? null;
  return answered(
    quotaCard(
      {
        state: watched.state,
        snapshot,
        number,
        scope: watched.rulebook.scope,
        reachedAt: pace?.kind === 'reached' ? pace.at : null,
        note,
      },
      context.reader,
    ),
  );
}

/** Looks afresh; what kept us from it, in words, or null. */
async function looked({ watched }: WatchedNumber, context: Context): Promise<string | null> {
  const { answers } = context.reader.words;
  const refreshed = await context.refresh(watched.plan.id);
  if (refreshed.kind === 'too-soon') return answers.refreshTooSoon(refreshed.wait);
  return refreshed.kind === 'failed' ? answers.refreshFailed : null;
}

/** The same number as it is on record now. */
async function again(found: WatchedNumber, context: Context): Promise<WatchedNumber> {
  const all = numbersOf(await context.portfolios());
  return all.find(({ number }) => number.id === found.number.id) ?? found;
}
