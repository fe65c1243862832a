import type { PortfolioId } from '../../domain/snapshot.js';
import { stateVersion, type PortfolioState } from '../../domain/state.js';
import { StoreError } from '../../ports.js';
import { isJson, lifted, type Json, type Migrations } from './lifting.js';
import { sightIn } from './sight-row.js';
import { stateShape } from './state-shape.js';
import { portfolioFromVersion1 } from './version-1.js';

/** A portfolio's state as two rows: what was decided, and the large sight that changes only when we see. */
export interface StateRows {
  readonly decision: unknown;
  readonly sight: unknown;
}

/** How documents of older versions become those of today; one line for each version that was. */
export const migrations: Migrations = { 1: portfolioFromVersion1 };

/** The row of what was decided, without the sight. */
export function decisionRow(state: PortfolioState): Json {
  // JSON leaves out what is undefined.
  return { ...state, sight: undefined };
}

/**
 * The state of a portfolio from its rows, lifted to the version of today. Throws StoreError. `newer`: a later version
 * of the bot wrote it. `damaged`: it is not what this bot writes. Nothing is guessed.
 */
export function stateFrom(
  rows: StateRows,
  id: PortfolioId,
  path: string,
  steps: Migrations = migrations,
): { readonly state: PortfolioState; readonly migrated: boolean } {
  const damaged = (what: string): StoreError =>
    new StoreError(
      'damaged',
      `In the store ${path}, ${what} of portfolio ${id} is damaged. It is left as it is; put back a copy, or remove it to begin anew.`,
    );
  const { decision, sight } = rows;
  if (!isJson(decision)) throw damaged('the state');
  if (!isJson(sight) || sight['version'] !== decision['version']) throw damaged('the sight');
  const document = lifted({ ...decision, sight: sightIn(sight) }, path, steps, damaged('the state'));
  if (!stateShape.safeParse(document).success || document['portfolio'] !== id) throw damaged('the state');
  return { state: document as unknown as PortfolioState, migrated: decision['version'] !== stateVersion };
}
