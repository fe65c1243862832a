/** More than a resumed line can bring back at once. */
const REMEMBERED = 10_000;

/**
 * Whether an interaction comes for the first time. A resumed gateway may bring one again. The last ids are remembered by
 * their number, not by time: a clock that is moved makes nothing come twice.
 */
export function handledOnce(): (id: string) => boolean {
  const handled = new Set<string>();
  return (id) => {
    if (handled.has(id)) return false;
    handled.add(id);
    const [oldest] = handled;
    if (handled.size > REMEMBERED && oldest !== undefined) handled.delete(oldest);
    return true;
  };
}
