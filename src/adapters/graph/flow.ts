import { SECOND } from '../../domain/time.js';

/** What an answer says of how much may be asked at once: more, as much as now, or less. */
export type FlowSign = 'easy' | 'steady' | 'strained';

/** How many requests may be under way at once. It follows what Meta answers. */
export interface Flow {
  /** At least one. */
  width(): number;
  heard(sign: FlowSign): void;
  /** Calls whenever the width has changed. */
  onChange(listener: () => void): void;
}

/** How a flow is set up. */
export interface FlowOptions {
  /** The width is never larger. */
  readonly most: number;
  /** Counts milliseconds, whatever becomes of the clock. */
  readonly elapsed: () => number;
}

const widthAtFirst = 4;
/** Answers under way together say the same. So they narrow the flow only once. */
const narrowedOnceIn = 5 * SECOND;

/**
 * A flow that grows by one with each round of easy answers. A strained answer halves it, as in TCP:
 * https://www.rfc-editor.org/rfc/rfc5681#section-3.1
 */
export function createFlow({ most, elapsed }: FlowOptions): Flow {
  const listeners: (() => void)[] = [];
  let exact = Math.min(widthAtFirst, most);
  let narrowedAt = Number.NEGATIVE_INFINITY;
  const width = (): number => Math.floor(exact);
  const change = (to: number): void => {
    const before = width();
    exact = Math.min(most, Math.max(1, to));
    if (width() !== before) for (const listener of listeners) listener();
  };
  return {
    width,
    heard(sign) {
      if (sign === 'easy') change(exact + 1 / width());
      if (sign !== 'strained' || elapsed() - narrowedAt < narrowedOnceIn) return;
      narrowedAt = elapsed();
      change(exact / 2);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}
