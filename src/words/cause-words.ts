import type { CauseKind, CauseOf } from '../domain/causes/cause.js';
import type { Moment } from './format.js';

/** What a language says of each kind of cause: one sentence with its figures, its hours and what is usual. */
export type CauseWords = { readonly [K in CauseKind]: (one: CauseOf<K>, moment: Moment) => string };
