import type { Severity } from '../../domain/finding.js';

/** Which signs a terminal can show. */
export type Signs = 'blocks' | 'ascii';

/** The signs of a drawing, one column wide each. */
export interface Pen {
  /** Levels of a cell from nearly empty to full. */
  readonly levels: string;
  readonly full: string;
  /** Between the least and the most. */
  readonly band: string;
  readonly gap: string;
  readonly limit: string;
  readonly threshold: string;
  readonly floor: string;
  readonly incident: Readonly<Record<Severity, string>>;
}

/** The pen of each set of signs. */
export const pens: Readonly<Record<Signs, Pen>> = {
  blocks: {
    levels: '▁▂▃▄▅▆▇█',
    full: '█',
    band: '▒',
    gap: '░',
    limit: '━',
    threshold: '┄',
    floor: '─',
    incident: { info: 'i', warning: '▲', critical: '◆' },
  },
  ascii: {
    levels: '..::||##',
    full: '#',
    band: '+',
    gap: '?',
    limit: '=',
    threshold: '-',
    floor: '_',
    incident: { info: 'i', warning: '^', critical: '!' },
  },
};
