/** What follows `postgres://`, free of its user and password: `host:port/database`. */
export function shownAddress(place: string): string {
  return place.replace(/^[^@/]*@/, '').replace(/\?.*$/, '');
}

/** The password in it, as it is written and as it is meant; one may stand among the options too. */
export function secretsIn(place: string): readonly string[] {
  const found = [/^[^:@/]*:([^@/]*)@/.exec(place)?.[1], /[?&]password=([^&]*)/.exec(place)?.[1]];
  const written = found.filter((one) => one !== undefined && one !== '');
  return [...new Set(written.flatMap((one = '') => [one, decoded(one)]))];
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
