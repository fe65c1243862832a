import type { PlatformDescription, Variables } from '../../platform-description.js';

declare module '../../domain/route.js' {
  interface PlatformNames {
    readonly terminal: true;
  }
}

const variables = {} as const satisfies Variables;

/** The terminal that the bot runs in, as settings and environment know it. */
export const terminal: PlatformDescription<'terminal', typeof variables> = {
  name: 'terminal',
  title: 'Terminal',
  channel: null,
  people: null,
  mention: null,
  pictures: 'drawn',
  variables,
  needs: [],
  askedForBy: [],
  async open() {
    const { terminalPlatform } = await import('./platform.js');
    return terminalPlatform({
      write: (text) => process.stdout.write(text),
      heading: (what, { channel }) => `── ${channel} · ${what}`,
    });
  },
  beforeOpening: async () => [],
};
