/** The path of a request's URL, and what follows its question mark; both as they came. */
export function partsOf(url: string): { readonly path: string; readonly query: string } {
  const [path = '', ...query] = url.split('?');
  return { path, query: query.join('?') };
}
