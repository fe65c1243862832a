/** Does something once for each key, and gives the same result from then on. Keeps all of them. */
export function onceEach<V>(make: (key: string) => V): (key: string) => V {
  const made = new Map<string, { readonly value: V }>();
  return (key) => {
    const known = made.get(key) ?? { value: make(key) };
    made.set(key, known);
    return known.value;
  };
}
