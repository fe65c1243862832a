import { callTrials } from './call-trials.js';
import { chatTrials } from './chat-trials.js';
import { clockTrials } from './clock-trials.js';
import { heartbeatTrials } from './heartbeat-trials.js';
import { limitTrials } from './limit-trials.js';
import { lookTrials } from './look-trials.js';
import { ownerTrials } from './owner-trials.js';
import { portTrials } from './port-trials.js';
import { proxyTrials } from './proxy-trials.js';
import { webhooksTrial } from './seen-webhooks.js';
import { storeTrials } from './store-trials.js';
import { tokenTrials } from './token-trials.js';
import type { TrialOf } from './trial-context.js';
import { versionTrials } from './version-trials.js';
import { zoneTrials } from './zone-trials.js';

/** All that `check` tries, in the order in which it is told. One line each. */
export const trials: readonly TrialOf[] = [
  // Its fault explains others.
  proxyTrials,
  tokenTrials,
  lookTrials,
  limitTrials,
  ownerTrials,
  callTrials,
  versionTrials,
  webhooksTrial,
  chatTrials,
  storeTrials,
  portTrials,
  heartbeatTrials,
  clockTrials,
  zoneTrials,
];
