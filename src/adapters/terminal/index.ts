import type { PlatformDescription, VariableDescriptions } from '../../platform-description.js';

declare module '../../domain/route.js' {
  interface PlatformNames {
    readonly terminal: true;
  }
}

const variables = {} as const satisfies VariableDescriptions;

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
      write: printed,
      heading: (what, { channel }) => `── ${channel} · ${what}`,
    });
  },
  beforeOpening: async () => [],
  setup: null,
};

/** Resolves when the text is out; rejects when it cannot be, as when nobody reads any more. */
function printed(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}
