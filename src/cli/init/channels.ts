import type { RouteAddition } from '../../../config/settings-text.js';
import type { ChannelOffer, ChannelsFound, SetupLine } from '../../chat-setup-port.js';
import type { PlatformDescription } from '../../platform-description.js';
import { shown } from '../../words/shorten.js';
import { deliveryText } from '../../words/trouble-text.js';
import { channelIn, channelsNamed } from './channel-named.js';
import type { PromptChoice } from './prompts.js';
import { configurationIn, type SetupSession } from './session.js';

/** The chat whose channels are chosen. */
export interface ChannelTalk {
  readonly platform: PlatformDescription;
  readonly line: SetupLine;
  /** What people type to bring the bot into a channel; null: nothing. */
  readonly joinCommand: string | null;
}

/** More channels are looked up by their name. */
const mostListed = 15;
const longestName = 60;
const weekdaysAtEight = '0 8 * * 1-5';

/** Tries the channels that are told already, and lets more be chosen. */
export async function setUpChannels(session: SetupSession, talk: ChannelTalk): Promise<void> {
  const { prompts, words, draft } = session;
  const { name } = talk.platform;
  const kept = configurationIn(session).routes.filter((route) => route.platform === name);
  for (const { channel } of kept) {
    const { ok, say } = await tried(session, talk, { id: channel, name: channel });
    if (ok) prompts.good(words.setup.kept(say));
    else prompts.bad(say);
  }
  if (kept.length > 0 && !(await prompts.yes(words.setup.chats.more, false))) return;
  const told: ChannelOffer[] = [];
  for (const offer of await choose(session, talk)) {
    if (!(await fits(session, talk, offer))) continue;
    draft.tell(await routeTo(session, talk, offer));
    told.push(offer);
  }
  if (kept.length === 0) followAll(session, told);
}

/** What people call a channel. */
function calledIn({ name, where }: Pick<ChannelOffer, 'name' | 'where'>): string {
  return shown(where === null ? name : `${name}, ${where}`, longestName);
}

async function choose(
  session: SetupSession,
  { platform, line }: ChannelTalk,
): Promise<readonly ChannelOffer[]> {
  const { prompts, words } = session;
  const { chats } = words.setup;
  const found = await listed(session, { platform, line });
  if (found === null) return [];
  const known = configurationIn(session).routes.map(({ id }) => id);
  const offers = found.channels.filter(({ id }) => !known.includes(`${platform.name}:${id}`));
  if (found.trouble === null && offers.length <= mostListed) {
    return prompts.several(
      chats.question,
      offers.map((one) => choiceOf(session, one)),
      [],
    );
  }
  if (found.trouble !== null) {
    prompts.bad(deliveryText(found.trouble, words));
    prompts.tell(chats.unlisted);
  }
  return searched(session, platform, offers);
}

/** The channels there are, with the link by which there may be more; null: nobody wants to wait for any. */
async function listed(
  session: SetupSession,
  { platform, line }: Pick<ChannelTalk, 'platform' | 'line'>,
): Promise<ChannelsFound | null> {
  const { prompts, words } = session;
  const { setup } = words;
  let isInvited = false;
  for (;;) {
    const found = await prompts.busy(setup.asking(platform.title), () => line.channels());
    if (found.invite !== null && !isInvited) {
      prompts.tell(setup.chats.invite(platform.title));
      prompts.raw(found.invite);
      isInvited = true;
    }
    if (found.invite === null || found.channels.length > 0 || found.trouble !== null) return found;
    prompts.bad(setup.chats.noPlace);
    const what = await prompts.one<'again' | 'skip'>(setup.whatNow, [
      { value: 'again', label: setup.pick.again },
      { value: 'skip', label: setup.pick.skip },
    ]);
    if (what === 'skip') return null;
  }
}

function choiceOf({ words }: SetupSession, offer: ChannelOffer): PromptChoice<ChannelOffer> {
  const choice = { value: offer, label: calledIn(offer) };
  // Where an invite brings the bot into all channels at once, it says nothing of a single one.
  return offer.joined && offer.where === null ? { ...choice, hint: words.setup.chats.here } : choice;
}

/** Asks for names, ids or links until nothing is typed. */
async function searched(
  session: SetupSession,
  platform: PlatformDescription,
  offers: readonly ChannelOffer[],
): Promise<readonly ChannelOffer[]> {
  const { prompts, words } = session;
  const { chats, pick } = words.setup;
  const chosen = new Map<string, ChannelOffer>();
  for (;;) {
    const typed = await prompts.text({ question: chats.search });
    if (typed.trim() === '') return [...chosen.values()];
    const id = channelIn(typed, platform);
    const meant = id === null ? channelsNamed(typed, offers) : [offerOf(id, offers)];
    const [first, ...others] = meant;
    if (first === undefined) {
      prompts.bad(chats.unknown);
      continue;
    }
    const one =
      others.length === 0
        ? first
        : await prompts.one<ChannelOffer | null>(chats.which, [
            ...meant.slice(0, mostListed).map((offer) => choiceOf(session, offer)),
            { value: null, label: pick.none },
          ]);
    if (one !== null) chosen.set(one.id, one);
  }
}

function offerOf(id: string, offers: readonly ChannelOffer[]): ChannelOffer {
  return offers.find((one) => one.id === id) ?? { id, name: id, where: null, joined: false, follows: {} };
}

/** Whether a channel is to be told: the bot can post there, or somebody wants it all the same. */
async function fits(session: SetupSession, talk: ChannelTalk, offer: ChannelOffer): Promise<boolean> {
  const { prompts, words } = session;
  const { setup } = words;
  for (;;) {
    const { ok, say, isOutside } = await tried(session, talk, offer);
    if (ok) {
      prompts.good(say);
      return true;
    }
    prompts.bad(say);
    if (isOutside && talk.joinCommand !== null) prompts.tell(setup.chats.join(talk.joinCommand));
    const what = await prompts.one<'again' | 'keep' | 'leave'>(setup.whatNow, [
      { value: 'again', label: setup.pick.again },
      { value: 'keep', label: setup.pick.keep },
      { value: 'leave', label: setup.pick.leave },
    ]);
    if (what !== 'again') return what === 'keep';
  }
}

async function tried(
  session: SetupSession,
  { line }: ChannelTalk,
  { id, name }: Pick<ChannelOffer, 'id' | 'name'>,
): Promise<{ readonly ok: boolean; readonly say: string; readonly isOutside: boolean }> {
  const { prompts, words } = session;
  const { setup } = words;
  const found = await prompts.busy(setup.trying(shown(name, longestName)), () => line.channel(id));
  const called = shown(name === id ? (found.name ?? name) : name, longestName);
  if (found.ok) return { ok: true, say: setup.chats.can(called), isOutside: false };
  const { trouble } = found;
  const isOutside = trouble.reason === 'not-in-channel' || trouble.reason === 'channel-unknown';
  return { ok: false, say: setup.chats.cannot(called, deliveryText(trouble, words)), isOutside };
}

async function routeTo(
  session: SetupSession,
  { platform }: ChannelTalk,
  offer: ChannelOffer,
): Promise<RouteAddition> {
  const { prompts, words } = session;
  const { chats } = words.setup;
  const { routes } = configurationIn(session);
  const what = await prompts.one<'all' | 'warnings' | 'critical'>(
    chats.told(shown(offer.name, longestName)),
    [
      { value: 'all', label: chats.all },
      { value: 'warnings', label: chats.warnings },
      { value: 'critical', label: chats.critical },
    ],
    routes.some(({ digest }) => digest !== null) ? 'warnings' : 'all',
  );
  return {
    to: `${platform.name}:${offer.id}`,
    note: offer.name === offer.id ? '' : calledIn(offer),
    atLeast: what === 'critical' ? 'critical' : null,
    digest: what === 'all' ? weekdaysAtEight : null,
  };
}

/** Sets variables on which all chosen channels agree, where nothing is said of them yet. */
function followAll({ prompts, words, draft }: SetupSession, told: readonly ChannelOffer[]): void {
  const [first, ...others] = told;
  for (const [variable, value] of Object.entries(first?.follows ?? {})) {
    if (others.some(({ follows }) => follows[variable] !== value)) continue;
    if (draft.origin(variable) !== null) continue;
    draft.set(variable, value);
    prompts.tell(words.setup.chats.oneServer(shown(first?.where ?? value, longestName), variable));
  }
}
