import { canSend } from './can-send.js';
import { incidents } from './incidents.js';
import { oneNumber } from './number.js';
import { numbers } from './numbers.js';
import type { HttpQuestion } from './question.js';
import { tier } from './tier.js';

/** What programs can ask over HTTP, one line each. */
export const questions: readonly HttpQuestion[] = [numbers, oneNumber, canSend, tier, incidents];
