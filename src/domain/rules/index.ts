import { account } from './account.js';
import { health } from './health.js';
import { limit } from './limit.js';
import { quality } from './quality.js';
import { sight } from './sight.js';
import { status } from './status.js';
import { template } from './template.js';
import { token } from './token.js';
import { usage } from './usage.js';
import { warningSigns } from './warning-signs.js';

/** Every rule, one line each: names, facts, settings and severities derive from this. */
export const rules = [
  sight,
  token,
  account,
  health,
  status,
  quality,
  limit,
  usage,
  template,
  warningSigns,
] as const;

/** The name of every rule. */
export const ruleNames = rules.map(({ name }) => name);
