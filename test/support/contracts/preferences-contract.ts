import { expect, it } from 'vitest';
import type { Preferences } from '../../../src/ports.js';

/** What all preferences promise. */
export function preferencesContract(name: string, open: () => Promise<Preferences>): void {
  it(`${name} know the language somebody chose last, and nobody else’s`, async () => {
    const preferences = await open();
    expect(await preferences.localeOf('slack:U1')).toBeNull();
    await preferences.setLocale('slack:U1', 'en');
    await preferences.setLocale('slack:U1', 'id');
    expect(await preferences.localeOf('slack:U1')).toBe('id');
    expect(await preferences.localeOf('discord:U1')).toBeNull();
  });
}
