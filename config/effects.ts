import type { Configuration } from './configuration.js';
import type { Settings } from './schema.js';

/** When a change takes effect: as the running bot reads its settings again, or at its next start. */
export type Effect = 'reload' | 'restart';

/** Each setting of the file, with all that lies below it. */
const settingEffects: Readonly<Record<keyof Settings, Effect>> = {
  portfolios: 'reload',
  routes: 'reload',
  language: 'reload',
  timezone: 'reload',
  defaultCountry: 'reload',
  maskNumbers: 'reload',
  commandPrefix: 'reload',
  rulebook: 'reload',
  alerts: 'reload',
  poll: 'reload',
  graph: 'reload',
  webhooks: 'reload',
  maintenance: 'reload',
  access: 'reload',
  history: 'restart',
};

/** The variables that wait for the next start; all others are taken over. */
export const lastingVariables: readonly string[] = ['STORE_URL', 'WORKER_ROLES', 'HOST', 'PORT'];

/** When a change of a setting or environment variable takes effect. Settings are written as in `docs/settings.md`. */
export function effectOf(setting: string): Effect {
  const [name = ''] = setting.split(/[.[]/);
  if (name in settingEffects) return settingEffects[name as keyof Settings];
  return lastingVariables.includes(name) ? 'restart' : 'reload';
}

/** What a running bot goes by once it has read its settings again. */
export function takenOver(running: Configuration, next: Configuration): Configuration {
  const { storeUrl, roles, http, historyKept, settings } = running;
  return {
    ...next,
    storeUrl,
    roles,
    http,
    historyKept,
    settings: { ...next.settings, history: settings.history },
  };
}
