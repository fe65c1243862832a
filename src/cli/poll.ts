import { causeSentence } from '../app/cause-sentence.js';
import { pollReport } from '../app/poll-report.js';
import type { TakenLook } from '../app/poll.js';
import { plainText } from '../cards/plain.js';
import type { Bot } from '../compose.js';
import { operator } from './ask.js';
import type { BotCommand } from './bot-command.js';

/** One look at every portfolio. Resolves to 0 unless nothing at all was seen. */
export function poll(flags: { readonly json: boolean; readonly dryRun: boolean }): BotCommand {
  return async (bot, _configuration, terminal) => {
    const looks = flags.dryRun ? await bot.poller.peekAll() : await bot.poller.pollNow();
    if (!flags.dryRun) {
      await bot.deliverer.deliverDue();
      if (!flags.json) terminal.out(await numbersOf(bot));
    }
    if (flags.json) terminal.out(JSON.stringify(pollReport(looks), null, 2));
    else for (const look of looks) terminal.out(summary(look));
    return looks.some((look) => look.observation.kind === 'seen') ? 0 : 1;
  };
}

async function numbersOf(bot: Bot): Promise<string> {
  const reply = await bot.responder.answer({
    command: 'numbers',
    text: '',
    options: {},
    asker: operator(null),
  });
  return plainText(reply.card);
}

function summary({ plan, observation, verdicts }: TakenLook): string {
  if (observation.kind === 'blind')
    return `${plan.name}: not seen (${observation.problem}). ${causeSentence(observation.cause, observation.at)}`;
  const findings = verdicts.filter((verdict) => verdict.kind === 'firing').length;
  const { numbers, gaps } = observation.snapshot;
  const hidden = gaps.length === 0 ? '' : `, ${String(gaps.length)} parts not seen`;
  return `${plan.name}: ${String(numbers.length)} numbers seen, ${String(findings)} findings${hidden}.`;
}
