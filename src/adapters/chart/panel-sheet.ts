import type { SignalPanel, SignalPicture } from '../../domain/signals/panels.js';
import type { SignalLabels } from '../../domain/signals/signal-labels.js';
import type { Box } from './element.js';
import type { Scale } from './scale.js';
import type { Sheet } from './sheet.js';

/** A panel with its place in the picture. */
export interface PlacedPanel extends SignalPanel {
  readonly box: Box;
  readonly y: Scale;
  readonly ticks: readonly number[];
}

/** Everything that the panels share. */
export interface PanelSheet extends Sheet {
  readonly labels: SignalLabels;
  readonly change: SignalPicture['change'];
}
