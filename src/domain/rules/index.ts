import type { RuleName } from '../finding.js';
import { account } from './account.js';
import { health } from './health.js';
import { limit } from './limit.js';
import { quality } from './quality.js';
import type { Rule } from './rule.js';
import { sight } from './sight.js';
import { status } from './status.js';
import { template } from './template.js';
import { token } from './token.js';
import { usage } from './usage.js';

/** Every rule, by its name. */
export const rules: Readonly<Record<RuleName, Rule>> = {
  sight,
  token,
  account,
  health,
  status,
  quality,
  limit,
  usage,
  template,
};
