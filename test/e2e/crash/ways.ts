import { createCourier } from '../../../src/adapters/discord/delivery.js';
import { createRest } from '../../../src/adapters/discord/rest.js';
import { createTransport } from '../../../src/adapters/discord/transport.js';
import { channelPace } from '../../../src/adapters/slack/pace.js';
import { slackPoster } from '../../../src/adapters/slack/poster.js';
import { vendorLogger, webClient, webOptions } from '../../../src/adapters/slack/web-client.js';
import type { Route } from '../../../src/domain/route.js';
import type { ChatPlatform, Log } from '../../../src/ports.js';
import { postingChat } from '../../support/posting-chat.js';
import { routeOf } from '../../support/story.js';
import type { Script } from './script.js';

/** A wait changes the times in the messages, so nothing is given up that is only slow on a busy machine. */
const usualPatience = 30_000;

/** The real ways to Slack and Discord, by which nobody asks anything; `carry` takes the requests there. */
export function waysOf(
  { slack, discord, patience = usualPatience }: Script,
  log: Log,
  carry: typeof fetch = fetch,
): readonly ChatPlatform[] {
  const web = webClient(slack.token, {
    ...webOptions(slack.apiUrl, vendorLogger(log), new AbortController().signal, carry),
    timeout: patience,
  });
  const rest = createRest(discord.apiUrl, createTransport(patience, carry));
  return [
    postingChat('slack', slackPoster({ web, pace: channelPace(0), log })),
    postingChat('discord', createCourier({ rest, reading: rest, token: discord.token, log })),
  ];
}

/** The route to each of the two channels. */
export function routesOf({ slack, discord }: Script): readonly [slack: Route, discord: Route] {
  return [
    routeOf({ id: `slack:${slack.channel}`, channel: slack.channel }),
    routeOf({ id: `discord:${discord.channel}`, platform: 'discord', channel: discord.channel }),
  ];
}
