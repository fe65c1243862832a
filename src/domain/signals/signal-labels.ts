import type { ChartLabels } from '../chart-facts.js';
import type { PanelName, SignalPicture } from './panels.js';

/** What a picture of signals says in words, in the language of the reader. Plain text. */
export interface SignalLabels extends ChartLabels {
  readonly panels: Readonly<Record<PanelName, string>>;
  /** 3.5 % of a share from 0 to 1. */
  readonly share: (share: number) => string;
  /** Highest 12 %; lowest 31 %. */
  readonly extreme: (figure: string, side: 'high' | 'low') => string;
  readonly usual: string;
  readonly unusual: string;
  readonly changed: string;
  /** Why a line has gaps. */
  readonly few: string;
  /** The whole picture in sentences, for those who do not see it. */
  readonly tells: (drawn: SignalPicture) => string;
}
