import type { Commands } from '../src/app/bind.js';
import { ack } from './ack.js';
import { canSend } from './can-send.js';
import { check } from './check.js';
import { digest } from './digest.js';
import { help } from './help.js';
import { history } from './history.js';
import { home } from './home.js';
import { incidents } from './incidents.js';
import { language } from './language.js';
import { numbers } from './numbers.js';
import { quota } from './quota.js';
import { silence } from './silence.js';
import { whatIf } from './what-if.js';
import { tier } from './tier.js';
import { why } from './why.js';

/** What people can type, one line each, in the order in which it is offered. */
export const commands: Commands = {
  quota,
  numbers,
  tier,
  'what-if': whatIf,
  'can-send': canSend,
  why,
  history,
  digest,
  incidents,
  ack,
  silence,
  language,
  help,
  check,
  home,
};
