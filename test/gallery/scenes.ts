import { alertCard } from '../../src/cards/alert.js';
import { joinedCard } from '../../src/cards/joined.js';
import { acknowledge } from '../../src/domain/attend.js';
import type { Card } from '../../src/cards/card.js';
import { operator, questionFrom } from '../../src/cli/ask.js';
import { digestFor } from '../../src/domain/digest.js';
import type { Locale } from '../../src/domain/route.js';
import { lookNote } from '../../src/domain/history/look-note.js';
import type { LookNote } from '../../src/domain/history/looks.js';
import { freshState, type PortfolioState } from '../../src/domain/state.js';
import { after, DAY, HOUR, MINUTE, type Instant } from '../../src/domain/time.js';
import { addedSeries } from '../../src/domain/usage.js';
import { noon, portfolioOf, onRecordSince } from '../support/looks.js';
import { routeOf, story, type Story } from '../support/story.js';
import { readerIn } from './gallery-reader.js';
import { withBot } from './living-bot.js';
import { recordOf, shopOf, zone, type Bearer } from './shop.js';

/** A card as the bot makes it at `at`. */
export interface Told {
  readonly card: Card;
  readonly at: Instant;
}

const promo: Bearer = { name: 'Toko Maju Promo', daily: 4_400 };
const others: readonly Bearer[] = [
  { name: 'Toko Maju CS', daily: 1_050 },
  { name: 'Toko Maju Grosir', daily: 620 },
  { name: 'Toko Maju Info', daily: 350 },
];
const shop = [promo, ...others];

/** What the support agent types. */
export const quotaQuestion = '/quota 0812-3456-0002';

/** Tells the story until `hours` after its first noon, a Sunday, and takes a look there that sees these numbers. */
function sees(told: Story, hours: number, bearers: readonly Bearer[]): void {
  const at = after(noon, hours * HOUR);
  told.waits(at - told.now);
  told.sees(shopOf(bearers, at));
}

function withPromo(more: Partial<Bearer>): readonly Bearer[] {
  return [{ ...promo, ...more }, ...others];
}

/** The alert in the newest thread, as it stands at the last look. */
function alertOf(told: Story, locale: Locale): Told {
  const thread = told.state.outbox.threads.at(-1);
  if (!thread) throw new Error('There is nothing to tell in this story.');
  const incidents = told.state.incidents.filter(({ id }) => thread.incidents.includes(id));
  const view = { state: told.state, incidents, thread: thread.id };
  return { card: alertCard(view, readerIn(locale, told.now)), at: told.now };
}

/** On Monday morning a promotion goes wrong: from green to red at once. */
export function redAlert(locale: Locale): Told {
  const told = story();
  sees(told, 22, shop);
  sees(told, 22.5, withPromo({ more: { quality: 'red', rawQuality: 'RED' } }));
  return alertOf(told, locale);
}

/** Five of eight numbers are red in the same look. */
export function storm(locale: Locale): Told {
  const names = ['Promo', 'CS', 'Grosir', 'Info', 'Bandung', 'Surabaya', 'Medan', 'Bali'];
  const branches = names.map((name): Bearer => ({ name: `Toko Maju ${name}`, daily: 700 }));
  const told = story();
  sees(told, 22, branches);
  const red = { quality: 'red', rawQuality: 'RED' } as const;
  sees(
    told,
    22.5,
    branches.map((one, index) => (index < 5 ? { ...one, more: red } : one)),
  );
  return alertOf(told, locale);
}

/** Nine brands of one provider, each a portfolio of its own, turn yellow or red in the same look; one is taken care of. */
export function burst(locale: Locale): Told {
  const brands = [
    'Toko Maju',
    'Kopi Senja',
    'Batik Ayu',
    'Apotek Sehat',
    'Rumah Buku',
    'Sepeda Kita',
    'Laundry Jaya',
    'Roti Pagi',
    'Kebun Kita',
  ];
  const lives = brands.map((brand, place) => {
    const told = story();
    const bearer: Bearer = { name: `${brand} Promo`, daily: 700 };
    sees(told, 22, [bearer]);
    const quality = place % 3 === 1 ? 'red' : 'yellow';
    sees(told, 22.5, [{ ...bearer, more: { quality, rawQuality: quality.toUpperCase() } }]);
    const ids = told.state.incidents.map(({ id }) => id);
    const { state } = place === 4 ? acknowledge(told.state, ids, 'Sari', told.now) : told;
    return { state: { ...state, name: brand }, now: told.now };
  });
  const at = lives[0]?.now ?? noon;
  const views = lives.map(({ state }) => ({
    state,
    incidents: state.incidents,
    thread: state.incidents[0]?.id ?? '',
  }));
  const card = joinedCard('tw-k3f9a2b-1j', views, readerIn(locale, at));
  if (card === null) throw new Error('There is nothing to tell in this story.');
  return { card, at };
}

/** The state of a bot that has been looking for nine days. */
function onRecord({ state, now }: Story): PortfolioState {
  return onRecordSince(state, after(now, -9 * DAY));
}

/** A support agent asks about the number for customers, on a day when the promotion takes most of the limit. */
export function quotaAnswer(locale: Locale): Promise<Told> {
  const busy = withPromo({ daily: 7_150, more: { quality: 'yellow', rawQuality: 'YELLOW' } });
  return answered(locale, busy, false);
}

/** The same on a usual day, where webhooks tell whom the messages reached. */
export const countedAnswer = (locale: Locale): Promise<Told> => answered(locale, shop, true);

async function answered(locale: Locale, bearers: readonly Bearer[], counted: boolean): Promise<Told> {
  const told = story();
  sees(told, 27, bearers);
  const now = after(told.now, 3 * MINUTE);
  const record = recordOf(bearers, now);
  const people = counted ? { people: addedSeries([...record.values()]) } : {};
  const known = { state: onRecord(told), record, ...people, now, locale };
  const { card } = await withBot(known, (bot) =>
    bot.responder.answer(questionFrom(quotaQuestion, operator(locale))),
  );
  return { card, at: now };
}

/** A look so many hours after the first noon, and what it saw. */
type Glance = readonly [number, readonly Bearer[]];

/** What looks of every hour of the last eight days left on record, as if nothing had changed between these ones. */
function notesOf(state: PortfolioState, looks: readonly Glance[], now: Instant): readonly LookNote[] {
  const since = after(now, -9 * DAY);
  return Array.from({ length: 8 * 24 + 1 }, (_, index) => after(now, (index - 8 * 24) * HOUR)).map((at) => {
    const latest = looks.findLast(([hours]) => after(noon, hours * HOUR) <= at);
    const snapshot = portfolioOf(shopOf(latest?.[1] ?? shop, at));
    const known = at === now ? state : freshState(state.portfolio, state.name);
    return lookNote({ kind: 'seen', at, snapshot }, known, since);
  });
}

/** Since yesterday one number is yellow, and another one, yellow on Sunday, is green again. */
export async function morningDigest(locale: Locale): Promise<Told> {
  const yellow = { quality: 'yellow', rawQuality: 'YELLOW' } as const;
  const grosir = shop.map((one) => (one.name === 'Toko Maju Grosir' ? { ...one, more: yellow } : one));
  const told = story();
  const looks: readonly Glance[] = [
    [0, shop],
    [5, grosir],
    [21, shop],
    [21.5, shop],
    [23, withPromo({ more: yellow })],
    [44, withPromo({ more: yellow })],
  ];
  for (const [hours, bearers] of looks) sees(told, hours, bearers);
  const { now } = told;
  const state = onRecord(told);
  const known = { state, record: recordOf(shop, now), notes: notesOf(state, looks, now), now, locale };
  const route = routeOf({ locale, timezone: zone });
  const { card } = await withBot(known, (bot) => bot.speaker.digest(route, digestFor(now, zone), now));
  return { card, at: now };
}
