import type { ChannelOffer } from '../../chat-setup-port.js';
import type { PlatformDescription } from '../../platform-description.js';

/** The channel in what somebody typed: an id, or a link that ends in one. Null: there is none. */
export function channelIn(typed: string, { channel }: Pick<PlatformDescription, 'channel'>): string | null {
  if (channel === null) return null;
  const pattern = new RegExp(`^(?:${channel.pattern.source})$`);
  const last = typed
    .trim()
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '')
    .at(-1);
  return last !== undefined && pattern.test(last) ? last : null;
}

/** The channels that somebody may mean: the one of that name, else those with it in their name, in their order. */
export function channelsNamed(typed: string, offers: readonly ChannelOffer[]): readonly ChannelOffer[] {
  const wanted = typed.trim().replace(/^#/, '').toLowerCase();
  if (wanted === '') return [];
  const nameOf = ({ name }: ChannelOffer): string => name.replace(/^#/, '').toLowerCase();
  const exact = offers.filter((one) => nameOf(one) === wanted);
  return exact.length > 0 ? exact : offers.filter((one) => nameOf(one).includes(wanted));
}
