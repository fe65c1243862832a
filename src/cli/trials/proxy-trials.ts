import type { Configuration } from '../../../config/configuration.js';
import { networkReason } from '../../adapters/system/network-reason.js';
import { ProxyRefusal } from '../../adapters/system/proxy.js';
import { SECOND } from '../../domain/time.js';
import { allPlatforms } from '../../platforms.js';
import type { Trial } from '../../ports.js';
import { wayOut } from '../../way-out.js';
import { toFix, well, type TrialOf } from './trial-context.js';

/** How long the proxy is given to let a line through. */
const patience = 5 * SECOND;

/** Asks the proxy for a line to each host of the settings. Tells which are reached without it. */
export const proxyTrials: TrialOf = async ({ configuration }) => {
  const { proxy, unusedProxy } = configuration;
  if (proxy === null) return unusedProxy === null ? [] : [well('Proxy', unused(unusedProxy))];
  const { tunnel } = wayOut(configuration);
  const tried = await Promise.all(
    hostsOf(configuration).map(async ({ hostname, port }) => {
      const opening = tunnel?.(hostname, Number(port) || 443, patience) ?? null;
      if (opening === null) return { hostname, goes: 'around' } as const;
      try {
        (await opening).destroy();
        return { hostname, goes: 'through' } as const;
      } catch (error) {
        return { hostname, goes: 'nowhere', why: refusal(error, hostname, configuration) } as const;
      }
    }),
  );
  const going = (way: 'around' | 'through'): string =>
    [...new Set(tried.flatMap(({ hostname, goes }) => (goes === way ? [hostname] : [])))].join(', ');
  const what = `Proxy, ${proxy.shown}`;
  const faults = new Set(tried.flatMap((one) => (one.goes === 'nowhere' ? [one.why] : [])));
  const used = going('through') === '' ? '' : `It leads to ${going('through')}, as ${proxy.variable} says.`;
  const around = going('around') === '' ? '' : `NO_PROXY has it left out for ${going('around')}.`;
  const said = [used, around].filter((one) => one !== '').join(' ');
  return [
    ...(said === '' ? [] : [well(what, said)]),
    ...[...faults].map((fault): Trial => toFix(what, fault)),
  ];
};

function unused(variable: string): string {
  return `${variable} is set, but only HTTPS_PROXY is followed; the bot goes straight to Meta, Slack and Discord.`;
}

/** The hosts that are reached over https, each once. */
function hostsOf({ graph, chats, secrets }: Configuration): readonly URL[] {
  const addresses = [
    graph.url,
    ...allPlatforms
      .filter(({ name }) => chats[name].state === 'ready')
      .flatMap(({ name, variables }) =>
        Object.entries(variables).flatMap(([variable, { kind }]) =>
          kind === 'address'
            ? [Object.entries<unknown>(chats[name].values).find(([key]) => key === variable)?.[1]]
            : [],
        ),
      ),
    secrets.heartbeatUrl?.reveal(),
  ];
  const urls = addresses.filter((one) => typeof one === 'string').map((one) => new URL(one));
  return [...new Map(urls.filter(isSecure).map((url) => [url.host, url])).values()];
}

function isSecure({ protocol }: URL): boolean {
  return protocol === 'https:';
}

/** What is wrong, and what to do. */
function refusal(error: unknown, hostname: string, { proxy }: Configuration): string {
  const variable = proxy?.variable ?? 'HTTPS_PROXY';
  if (!(error instanceof ProxyRefusal)) return `${networkReason(error)} Check ${variable}.`;
  const { status } = error;
  if (status !== 407)
    return `It does not let the bot through to ${hostname} (HTTP ${status}). Allow it there, or name the host in NO_PROXY.`;
  return proxy?.passwords.length === 0
    ? `It asks for a user and a password (HTTP 407). Write them into ${variable}, like http://user:password@proxy.example:3128.`
    : `It does not take the user and password in ${variable} (HTTP 407). Check both; write %XX for : / ? # @ in them.`;
}
