import { expect, it } from 'vitest';
import { nextRoots, type WaitingRoot } from '../../src/domain/joined.js';
import { after } from '../../src/domain/time.js';
import { noon } from '../support/looks.js';

/** A root that waits; the younger, the higher its place. */
function root(place: number, more: Partial<WaitingRoot> & { readonly severity?: number } = {}): WaitingRoot {
  const { severity = 1, ...rest } = more;
  const badness = { severity, level: 1, since: after(noon, place) };
  return { id: `n${place}`, joined: null, isPosted: false, mayBeSent: false, badness, ...rest };
}

const few = (count: number): readonly WaitingRoot[] => Array.from({ length: count }, (_, i) => root(i));

it('nothing is told where nothing waits', () => {
  expect(nextRoots([], 40, false)).toBeNull();
});

it('a few are told alone, the worst first, then the oldest', () => {
  const roots = [root(3), root(1), root(2, { severity: 2 })];
  expect(nextRoots(roots, 40, false)).toMatchObject({ kind: 'alone', isOfMany: false, root: { id: 'n2' } });
  const rest = roots.filter(({ id }) => id !== 'n2');
  expect(nextRoots(rest, 40, false)).toMatchObject({ kind: 'alone', root: { id: 'n1' } });
});

it('the worst of many is told alone, and then the others together under a key that none of them has', () => {
  expect(nextRoots(few(5), 40, false)).toMatchObject({ kind: 'alone', isOfMany: true, root: { id: 'n0' } });
  const next = nextRoots(few(5).slice(1), 40, true);
  expect(next).toMatchObject({ kind: 'together', key: 'n1j' });
  expect(next?.kind === 'together' && next.roots.map(({ id }) => id)).toEqual(['n1', 'n2', 'n3', 'n4']);
});

it('no more are told in one message than it can name', () => {
  const next = nextRoots(few(9), 3, true);
  expect(next?.kind === 'together' && next.roots).toHaveLength(3);
  expect(nextRoots(few(9), 1, false)).toMatchObject({ kind: 'alone', isOfMany: false });
});

it('what was on its way together goes on before anything else, and alone', () => {
  const roots = [
    root(0, { severity: 2 }),
    root(1, { joined: 'k' }),
    root(2, { joined: 'k', isPosted: true }),
  ];
  expect(nextRoots(roots, 40, false)).toEqual({ kind: 'together', key: 'k', roots: [roots[1]] });
});

it('what may have arrived alone goes on alone, and then the others as they were', () => {
  const roots = [...few(5), root(9, { mayBeSent: true })];
  const next = { kind: 'alone', root: roots[5] };
  expect(nextRoots(roots, 40, false)).toEqual({ ...next, isOfMany: false });
  expect(nextRoots(roots, 40, true)).toEqual({ ...next, isOfMany: true });
});

it('shared messages are edited after new alerts, and each of them for all that it says', () => {
  const shared = [root(1, { joined: 'a', isPosted: true }), root(2, { joined: 'b', isPosted: true })];
  expect(nextRoots([...shared, root(3)], 40, false)).toMatchObject({ kind: 'alone', root: { id: 'n3' } });
  const both = [...shared, root(4, { joined: 'a', isPosted: true })];
  expect(nextRoots(both, 40, false)).toEqual({ kind: 'together', key: 'a', roots: [both[0], both[2]] });
});
