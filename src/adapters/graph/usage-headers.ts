import { MINUTE } from '../../domain/time.js';

/** How much of Meta's allowance is used, 0 to 1 and more. Also how long Meta keeps us out, in milliseconds. */
interface Allowance {
  readonly share: number;
  readonly regain: number;
}

/** The allowances that an answer reports: of the whole app, and of the account that was asked. */
export interface Allowances {
  readonly app: Allowance;
  readonly account: Allowance;
}

const none: Allowance = { share: 0, regain: 0 };

/**
 * Reads `X-App-Usage` and `X-Business-Use-Case-Usage`. Read as text and not as JSON, because Meta repeats keys; the
 * largest figure counts. Entries of other accounts are left out where there is one of `account`.
 * https://developers.facebook.com/docs/graph-api/overview/rate-limiting
 */
export function allowancesFrom(header: (name: string) => string | null, account: string | null): Allowances {
  const app = header('x-app-usage');
  const cases = header('x-business-use-case-usage');
  return {
    app: app === null ? none : allowanceIn(app),
    account: cases === null ? none : allowanceIn(entriesOf(cases, account)),
  };
}

function entriesOf(text: string, account: string | null): string {
  const own = [...text.matchAll(/"([^"]*)"\s*:\s*\[([^\]]*)\]/g)].filter((match) => match[1] === account);
  return own.length === 0 ? text : own.map((match) => match[2] ?? '').join();
}

function allowanceIn(text: string): Allowance {
  const percent = largest(text, /"(?:call_count|total_time|total_cputime)"\s*:\s*"?(\d+(?:\.\d+)?)/g);
  return {
    share: percent / 100,
    regain: largest(text, /"estimated_time_to_regain_access"\s*:\s*"?(\d+)/g) * MINUTE,
  };
}

function largest(text: string, pattern: RegExp): number {
  let most = 0;
  for (const match of text.matchAll(pattern)) most = Math.max(most, Number(match[1]));
  return Number.isFinite(most) ? most : 0;
}
