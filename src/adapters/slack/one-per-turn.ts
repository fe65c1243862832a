/**
 * Lets pieces of work begin one per turn of the event loop. Between two of them, what came in meanwhile is
 * acknowledged, however many ask at once; work that waits for something holds up nobody.
 */
export function onePerTurn(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(
      () =>
        new Promise((resolve) => {
          setImmediate(resolve);
        }),
    );
    return last;
  };
}
