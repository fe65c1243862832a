import { HOUR } from '../../../src/domain/time.js';
import { demoAccount, demoMoments } from '../../../src/simulator/stories/demo.js';
import { HOME_CHANNEL as DISCORD } from '../discord/guild.js';
import { folderWith } from '../folder.js';
import { openConnectProxy, type ConnectProxy } from '../loopback/connect-proxy.js';
import { openTlsFront, trustedCertificate, type TlsFront } from '../loopback/tls-front.js';
import { HOME_CHANNEL as SLACK } from '../slack/workspace.js';
import { openShop, standingStory, type Shop } from './shop.js';

/** Settings with a portfolio and a route to each chat. */
export const walledSettings = `portfolios:
  - { name: Toko Maju, id: "${demoAccount.portfolioId}" }
routes:
  - to: slack:${SLACK}
  - to: discord:${DISCORD}
`;

const credentials = { user: 'tierwatch', password: 'CANARY p@ss:w/rd' };
/** User and password as they stand in an address. */
export const writtenCredentials = `${credentials.user}:${encodeURIComponent(credentials.password)}`;
/** The password of the proxy in each of its forms. */
export const proxyPasswords: readonly string[] = [
  credentials.password,
  encodeURIComponent(credentials.password),
  Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64'),
];

/** Meta, Slack, Discord and a monitor over TLS, under names that only a proxy can look up. */
export interface WalledShop {
  readonly shop: Shop;
  readonly proxy: ConnectProxy;
  readonly folder: string;
  /** All that the bot needs to get out, with HTTPS_PROXY. */
  readonly env: Readonly<Record<string, string>>;
  /** The ports of this machine where they are, for those who go around the proxy. */
  readonly ports: Readonly<Record<'graph' | 'slack' | 'discord' | 'monitor', number>>;
  close(): Promise<void>;
}

const nameOf = (name: string): string => `https://${name}.loopback.test`;

/** Opens the shop, and a proxy that asks for a password. A number is red and much of the limit is used. */
export async function openWalledShop(): Promise<WalledShop> {
  const story = standingStory(Date.now() - (demoMoments.promoRed + HOUR));
  const shop = await openShop(story, () => Date.now(), {
    slack: { publicUrl: nameOf('slack') },
    discord: { publicUrl: nameOf('discord') },
  });
  const portOf = (url: string): number => Number(new URL(url).port);
  const fronts = {
    graph: await openTlsFront(portOf(shop.meta.url)),
    slack: await openTlsFront(shop.slack.port),
    discord: await openTlsFront(shop.discord.port),
    monitor: await openTlsFront(portOf(shop.monitor.url)),
  } satisfies Record<string, TlsFront>;
  const hosts = Object.fromEntries(
    Object.entries(fronts).map(([name, { port }]) => [`${name}.loopback.test`, port]),
  );
  const proxy = await openConnectProxy({ hosts, credentials: `${credentials.user}:${credentials.password}` });
  return {
    shop,
    proxy,
    ports: {
      graph: fronts.graph.port,
      slack: fronts.slack.port,
      discord: fronts.discord.port,
      monitor: fronts.monitor.port,
    },
    folder: folderWith({ 'tierwatch.yaml': walledSettings }),
    env: {
      ...shop.env,
      META_GRAPH_URL: nameOf('graph'),
      HEARTBEAT_URL: `${nameOf('monitor')}/CANARY-heartbeat`,
      NODE_EXTRA_CA_CERTS: trustedCertificate,
      HTTPS_PROXY: `http://${writtenCredentials}@127.0.0.1:${proxy.port}`,
    },
    async close() {
      await proxy.close();
      await Promise.all(Object.values(fronts).map((front) => front.close()));
      await shop.close();
    },
  };
}
