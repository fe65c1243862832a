import { choicesCard } from '../src/cards/found.js';
import { noIncidentCard, short, silencedCard, silenceEndedCard, silencesCard } from '../src/cards/deed.js';
import { longestReason, silenceForm, silenceTimes } from '../src/cards/silence-form.js';
import { errorCard } from '../src/cards/trouble.js';
import type { Reply } from '../src/cards/card.js';
import { endSilence, startSilence } from '../src/domain/attend.js';
import { isActive, silenceBounds, type Silence, type SilenceScope } from '../src/domain/silence.js';
import { answered, defineCommand, type Context, type Watched } from '../src/app/command.js';
import { signatureOf } from '../src/app/context.js';
import type { AuditSubject } from '../src/app/audit.js';
import { behindId, findIncidents, subjectOf, type FoundIncidents } from '../src/app/find-incident.js';
import { foldedName, matchNumber } from '../src/app/match-number.js';
import { NotAllowed } from '../src/app/not-allowed.js';
import { silenceTime } from '../src/app/silence-time.js';
import { anyOf } from '../src/words/any-of.js';
import { understood } from '../src/words/understood.js';
import { cleaned, shorten, shown } from '../src/words/shorten.js';
import { incidentChoices } from './incidents.js';
import { numberChoices, numbersOf, offersOf } from './quota.js';

const until = String.raw`(?:${anyOf(understood.until)}\s+)?`;
const clock = String.raw`(?:${anyOf(understood.clock)}\s+)?\d{1,2}[:.]\d{2}|${anyOf(understood.healthy)}`;
const unit = anyOf([...understood.minute, ...understood.hour, ...understood.day]);
const anyTime = String.raw`${until}(?:\d{1,7}\s*[\p{L}\p{M}]+|${clock})`;
const knownTime = String.raw`${until}(?:\d{1,7}\s*${unit}|${clock})`;

/** ID TIME REASON, as buttons and forms write it: nothing in the reason is taken for the time. */
const ofAlert = new RegExp(String.raw`^(#?[0-9a-z]{7}(?:\s+all)?)\s+(${anyTime})(?:\s+(.+))?$`, 'isu');
/** Anything and TIME; then anything, TIME and REASON. */
const withoutReason = new RegExp(String.raw`^(.+?)\s+(${anyTime})$`, 'isu');
const withReason = new RegExp(String.raw`^(.+?)\s+(${knownTime})\s+(.+)$`, 'isu');

const ending = new RegExp(String.raw`^${anyOf(understood.end)}\s+(\S+)$`, 'iu');

const example = 'k3f9a2b 4h';

/** Silences an incident, a number or a portfolio for a while. Lists silences and ends them. */
export const silence = defineCommand({
  name: 'silence',
  example,
  options: [
    { name: 'target', required: false, choices: true },
    { name: 'time', required: false, choices: true },
    { name: 'reason', required: false, choices: false },
  ],
  visibility: 'asker',
  changesState: true,
  deed(call) {
    const target = call.option('target');
    if (isList(target)) return null;
    return endedIn(target) === null ? 'silence' : 'unsilence';
  },
  form: silenceForm,
  read(text) {
    const found = ofAlert.exec(text) ?? withoutReason.exec(text) ?? withReason.exec(text);
    const [, target = text, time = '', reason = ''] = found ?? [];
    return { target, time, reason };
  },
  async run(call, context) {
    const { reader } = context;
    const target = call.option('target');
    const portfolios = await context.portfolios();
    const states = portfolios.map(({ state }) => state);
    if (isList(target)) return answered(silencesCard(states, reader));
    const ended = endedIn(target);
    if (ended !== null) return end(ended, portfolios, context);
    const found = findIncidents(target, portfolios);
    if (found) context.about(subjectOf(found));
    if (!portfolios.some(({ plan }) => context.mayAct(plan.id))) throw new NotAllowed('act');
    const time = silenceTime(call.option('time'), reader.now, reader.zone);
    if (time.kind === 'not-understood') {
      context.undone('not-understood');
      return answered(
        errorCard({ kind: 'not-understood', example: context.typed('silence', example) }, reader),
      );
    }
    const { deeds } = reader.words;
    if (time.kind === 'too-long') {
      context.undone('too-long');
      return answered(short('unknown', deeds.notSilencedTitle, deeds.tooLong(silenceBounds.most)));
    }
    const aim = aimedAt(found, target, call.option('time'), portfolios, context);
    if ('card' in aim) {
      if (aim.several) context.undone('several-fit');
      else await context.missed(target, 'incident');
      return answered(aim.card);
    }
    const id = aim.watched.plan.id;
    context.about(aim.scope);
    const by = signatureOf(context.asker);
    const reason = shorten(cleaned(call.option('reason')), longestReason) || null;
    const wish = { scope: aim.scope, until: time.until, untilHealthy: time.untilHealthy, by, reason };
    const result = await context.change(id, (state) => startSilence(state, wish, reader.now), toldOf);
    return answered(silencedCard(aim.watched.state, result, reader));
  },
  async complete(option, typed, context) {
    if (option === 'time') {
      return [...silenceTimes(context.reader.words)];
    }
    return [...(await incidentChoices(typed, context)), ...(await numberChoices(typed, context))];
  },
});

/** Whether somebody only wants to see the silences. */
function isList(target: string): boolean {
  return target === '' || understood.list.includes(foldedName(target));
}

/** The id of the silence that somebody wants to end; null: they want something else. */
function endedIn(target: string): string | null {
  return ending.exec(target)?.[1] ?? null;
}

/** A silence as the audit log tells of it: not its reason, which somebody wrote. */
function toldOf({ id, scope, until: to }: Silence): AuditSubject & { readonly why: null } {
  return { silence: id, ...scope, until: new Date(to).toISOString(), why: null };
}

type Aim =
  | { readonly watched: Watched; readonly scope: SilenceScope }
  | { readonly card: Reply['card']; readonly several: boolean };

/** What is to be silent: an incident, all of an alert, a portfolio, or a number. */
function aimedAt(
  found: FoundIncidents | null,
  target: string,
  time: string,
  portfolios: readonly Watched[],
  context: Context,
): Aim {
  const first = found?.incidents[0];
  if (found && first) {
    const { rule, subject } = first.finding;
    // An alert with a table holds one rule; new cases of it within the silence belong to the same trouble.
    const oneSubject = found.thread === null || found.incidents.length === 1;
    return { watched: found.watched, scope: { rule, subject: oneSubject ? subject.id : null } };
  }
  const named = portfolios.find(({ plan }) => foldedName(plan.name) === foldedName(target));
  if (named) return { watched: named, scope: { rule: null, subject: null } };
  const match = matchNumber(target, numbersOf(portfolios), context.phoneBook);
  if (match.kind === 'one') {
    const { watched, number } = match.found;
    return { watched, scope: { rule: null, subject: number.id } };
  }
  const { reader } = context;
  if (match.kind === 'several') {
    const offers = offersOf(match.found, context, (reference) => `silence ${reference} ${time}`);
    const asked = { query: target, what: 'number', example: context.typed('silence', example) } as const;
    return { card: choicesCard(asked, offers, reader), several: true };
  }
  const states = portfolios.map(({ state }) => state);
  const offer = (id: string): string => `silence ${id} ${time}`;
  const missed = { typed: target, what: 'target', ended: null, offer } as const;
  return { card: noIncidentCard(missed, states, reader), several: false };
}

async function end(id: string, portfolios: readonly Watched[], context: Context): Promise<Reply> {
  const { reader, asker } = context;
  const { deeds } = reader.words;
  const wanted = id.toLowerCase();
  const home = portfolios.find(({ state }) =>
    state.silences.some((one) => one.id === wanted && isActive(one, reader.now)),
  );
  const by = signatureOf(asker);
  const over = behindId(wanted, portfolios);
  if (!home && over) context.about(over);
  if (!home && over) context.undone('already-over');
  else if (!home) await context.missed(wanted, 'silence');
  if (home) context.about({ silence: wanted });
  const ended = home
    ? await context.change(
        home.plan.id,
        (state) => endSilence(state, wanted, by, reader.now),
        (result) => ({ silence: wanted, why: result ? null : 'not-found' }),
      )
    : null;
  return answered(
    home && ended
      ? silenceEndedCard(home.state, ended, reader)
      : short('unknown', deeds.silencesTitle, deeds.noSilence(shown(id, 30))),
  );
}
