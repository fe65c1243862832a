import type { RuleName } from '../domain/finding.js';
import type { Locale } from '../domain/route.js';
import type { PortfolioId } from '../domain/snapshot.js';
import { StoreError, type Asker, type Log } from '../ports.js';
import { NotAllowed } from './not-allowed.js';

/** What people do that others may want to look up later; `ask` is reading, told only when it is refused. */
export type AuditedDeed =
  'ack' | 'silence' | 'unsilence' | 'refresh' | 'language' | 'share' | 'digest' | 'test-alert' | 'ask';

/** Why a deed was not done. */
export type NotDone =
  | 'may-not-ask'
  | 'may-not-act'
  | 'too-many-questions'
  | 'too-soon'
  | 'not-understood'
  | 'not-found'
  | 'several-fit'
  | 'already-acknowledged'
  | 'already-over'
  | 'too-long'
  | 'not-delivered'
  | 'maybe-delivered'
  | 'no-such-chat'
  | 'store'
  | 'failed';

/** What a deed is done to, by ids that the bot or Meta made: nothing here is what people wrote. */
export interface AuditSubject {
  readonly portfolio?: PortfolioId;
  readonly incidents?: readonly string[];
  readonly silence?: string;
  /** What is silent: a rule, or all of them. */
  readonly rule?: RuleName | null;
  /** The number or account, by Meta's id; null: all of the portfolio. */
  readonly subject?: string | null;
  /** When a silence ends, in UTC. */
  readonly until?: string;
  readonly language?: Locale;
  readonly route?: string;
}

/** Who does something, and where. */
export type Doer = Pick<Asker, 'platform' | 'user' | 'channel'>;

/** A deed, or a refusal. */
export interface AuditEntry {
  readonly who: Doer;
  readonly deed: AuditedDeed;
  readonly command?: string;
  readonly on: AuditSubject;
  /** Null: it was done. */
  readonly why: NotDone | null;
}

/** Longer ids are nobody's. */
const longestId = 64;

/** Writes the one line of a deed: who, where, what, to what, and whether it was done. */
export function audit(log: Log, { who, deed, command, on, why }: AuditEntry): void {
  log.info('audit', {
    platform: who.platform,
    user: who.user.slice(0, longestId),
    channel: who.channel?.slice(0, longestId) ?? null,
    deed,
    ...(command === undefined ? {} : { command }),
    portfolio: null,
    ...on,
    done: why === null,
    why,
  });
}

/** Why a deed that threw was not done. */
export function whyNot(error: unknown): NotDone {
  if (error instanceof NotAllowed) return error.right === 'ask' ? 'may-not-ask' : 'may-not-act';
  return error instanceof StoreError ? 'store' : 'failed';
}

/** What is known of one question's deed so far; its line is written once. */
export interface AuditTrail {
  /** Adds to what it is done to. */
  about(on: AuditSubject): void;
  /** Ends it; null: it was done. Later ends of the same deed change nothing. */
  end(why: NotDone | null): void;
  /** A trail for one of several subjects, with a line of its own. From then on this one has none. */
  apart(): AuditTrail;
  readonly deed: AuditedDeed;
  readonly command: string | null;
}

/** Begins the trail of a question. */
export function auditTrail(log: Log, entry: Pick<AuditEntry, 'who' | 'deed' | 'command'>): AuditTrail {
  let on: AuditSubject = {};
  let isOver = false;
  return {
    about(more) {
      on = { ...on, ...more };
    },
    end(why) {
      if (isOver) return;
      isOver = true;
      audit(log, { ...entry, on, why });
    },
    apart() {
      isOver = true;
      return auditTrail(log, entry);
    },
    deed: entry.deed,
    command: entry.command ?? null,
  };
}
