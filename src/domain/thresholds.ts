import { rules } from './rules/index.js';
import type { Wishes } from './rules/rule.js';

type Settings = (typeof rules)[number]['settings'];
/** What is all of the members of a union at once. */
type AllOf<U> = (U extends object ? (one: U) => void : never) extends (all: infer A) => void ? A : never;

/** Where findings begin: the settings of every rule, and the operator's wishes. */
export type Thresholds = AllOf<Settings> & Wishes;

/** The thresholds that hold where the configuration says nothing else. */
export const defaultThresholds = Object.assign(
  { severities: {} },
  ...rules.map(({ settings }) => settings),
) as Thresholds;
