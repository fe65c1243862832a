/** So many are read at a time; each may be large. */
const most = 200;

/** Reads by key. What is asked for at the same moment is read together, and fails together. */
export function readTogether<Key, Value>(
  readMany: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Value>>,
): (key: Key) => Promise<Value | undefined> {
  let gathering: Reading<Key, Value> | null = null;
  const gather = (): Reading<Key, Value> => {
    const keys: Key[] = [];
    const whole = Promise.resolve().then(() => {
      if (gathering === mine) gathering = null;
      return readMany(keys);
    });
    const mine = { keys, whole };
    return mine;
  };
  return async (key) => {
    if (gathering === null || gathering.keys.length >= most) gathering = gather();
    const { keys, whole } = gathering;
    keys.push(key);
    return (await whole).get(key);
  };
}

interface Reading<Key, Value> {
  readonly keys: Key[];
  readonly whole: Promise<ReadonlyMap<Key, Value>>;
}
