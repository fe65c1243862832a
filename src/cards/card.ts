import type { Locale } from '../domain/route.js';
import type { Instant } from '../domain/time.js';

/** A stretch of text. A bare string is always plain: each platform escapes it, so names can never become markup. */
export type Piece =
  | string
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | {
      /** An instant in the reader's own zone where the platform can. Else `text`, which the words made. */
      readonly kind: 'time';
      readonly at: Instant;
      /** `since`: something began or happened then. */
      readonly style: 'time' | 'date-time' | 'since' | 'relative';
      readonly text: string;
      /** The language of `text`, for platforms that speak fewer languages than we do. */
      readonly locale: Locale;
    };

/** A line of text. */
export type Line = readonly Piece[];

/** How a card feels at a glance; always shown with its symbol and a word, never as colour alone. */
export type Tone = 'good' | 'info' | 'warning' | 'critical' | 'acknowledged' | 'silenced' | 'unknown';

/** The symbol of each tone. */
export const symbolOf: Readonly<Record<Tone, string>> = {
  good: '🟢',
  info: '🔵',
  warning: '🟡',
  critical: '🔴',
  acknowledged: '🟠',
  silenced: '🔕',
  unknown: '⚪',
};

/** A part of a card's body. */
export type Section =
  | { readonly kind: 'text'; readonly lines: readonly Line[] }
  | { readonly kind: 'facts'; readonly facts: readonly { readonly label: string; readonly value: Line }[] }
  | { readonly kind: 'list'; readonly items: readonly Line[]; readonly more: string | null }
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly rows: readonly (readonly string[])[];
      /** What to say when rows had to be left out, with their count. */
      readonly more: (left: number) => string;
    };

/** One of several answers: what a reader sees, and what it adds to a command line. */
export interface Option {
  readonly label: string;
  readonly value: string;
}

/** Something a reader can press. `command` is the command line that it stands for, as if they had typed it. */
export interface Action {
  readonly label: string;
  readonly command: string;
  readonly style: 'primary' | 'danger' | 'plain';
  /**
   * `answer`: a new private answer; `replace`: the card itself is replaced; `share`: it is posted for all; `form`: what
   * the command line lacks is asked first, and the answer is private.
   */
  readonly effect: 'answer' | 'replace' | 'share' | 'form';
  /**
   * Options. Each stands for the command line with its value behind it. Shown instead of a button. With `form`, as a
   * shorter way beside it where the platform has room.
   */
  readonly menu?: { readonly label: string; readonly options: readonly Option[] };
}

/** One thing that a form asks for. */
export type Field =
  | {
      readonly kind: 'choice';
      readonly name: string;
      readonly label: string;
      /** The first is chosen beforehand; at most 10. */
      readonly options: readonly [Option, ...Option[]];
    }
  | {
      readonly kind: 'text';
      readonly name: string;
      readonly label: string;
      readonly hint: string;
      /** In characters. It may always be left empty. */
      readonly longest: number;
    };

/** What is asked before a command is run. The answers stand behind the command line in the order of the fields. */
export interface Form {
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  readonly fields: readonly Field[];
}

/** The command line with answers behind it; empty ones are left out. */
export function answeredLine(command: string, answers: readonly string[]): string {
  return [command, ...answers]
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .join(' ');
}

/** A picture that goes with a card. */
export interface Picture {
  /** Empty where only a terminal is to show it. */
  readonly png: Uint8Array;
  readonly name: string;
  readonly alt: string;
  /** The same as lines of text, for a terminal. */
  readonly drawn?: string;
}

/** A neutral chat message: what to say, not how a platform shows it. */
export interface Card {
  readonly tone: Tone;
  readonly title: string;
  /** The conclusion, one line, readable on a phone and in a notification. */
  readonly lead: Line;
  readonly sections: readonly Section[];
  readonly footnote: Line | null;
  readonly actions: readonly Action[];
  readonly picture: Picture | null;
}

/** A reply to somebody: a card and who sees it. */
export interface Reply {
  readonly card: Card;
  readonly audience: 'asker' | 'channel';
}
