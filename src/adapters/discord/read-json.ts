import type { REST } from '@discordjs/rest';

/** Reads JSON of Discord's REST. Throws what that throws. */
export type ReadJson = <T>(route: `/${string}`) => Promise<T>;

/** Reads with a client. */
export function readerOf(rest: REST): ReadJson {
  return async <T>(route: `/${string}`): Promise<T> => {
    const answer = await rest.get(route);
    if (answer instanceof ArrayBuffer) throw new SyntaxError('An answer without JSON.');
    return answer as T;
  };
}
