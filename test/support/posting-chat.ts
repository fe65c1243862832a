import type { DigestParts } from '../../src/app/digest-parts.js';
import type { PlatformName } from '../../src/domain/route.js';
import type { ChatPlatform } from '../../src/ports.js';

/** A chat that only posts and edits, in the given ways: nobody asks anything in it. */
export function postingChat(
  name: PlatformName,
  ways: Pick<ChatPlatform, 'post' | 'edit'> & Partial<Pick<ChatPlatform, 'postPicture'>>,
): ChatPlatform {
  return {
    postPicture: null,
    joins: 1,
    ...ways,
    name,
    http: null,
    start: () => Promise.resolve(),
    inspect: () => Promise.resolve([]),
    ready: () => true,
    stop: () => Promise.resolve(),
  };
}

const none = (): Promise<never> => Promise.reject(new Error('There is no digest here.'));

/** For where no digest is ever told. */
export const noDigests: DigestParts = { outlook: none, picture: none };
