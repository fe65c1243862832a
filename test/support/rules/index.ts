import type { RuleName } from '../../../src/domain/finding.js';
import { account } from './account.js';
import { health } from './health.js';
import { limit } from './limit.js';
import { quality } from './quality.js';
import type { RuleSample } from './rule-sample.js';
import { sight } from './sight.js';
import { status } from './status.js';
import { template } from './template.js';
import { token } from './token.js';
import { usage } from './usage.js';
import { warningSigns } from './warning-signs.js';

/** A sample of each rule; the compiler asks for the one that is forgotten. */
export const samples: { readonly [R in RuleName]: RuleSample<R> } = {
  sight,
  token,
  account,
  health,
  status,
  quality,
  limit,
  usage,
  template,
  'warning-signs': warningSigns,
};
