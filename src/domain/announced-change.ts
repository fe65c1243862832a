import type { AnnouncedTemplate, WebhookChange } from './announcement.js';
import type { RuleName } from './finding.js';
import { phoneNumberFrom } from './phone.js';
import { known } from './reading.js';
import { bearersNow, numbersByPhone, phoneKey } from './same-phone.js';
import type {
  NumberSnapshot,
  PortfolioSnapshot,
  TemplateSnapshot,
  WabaId,
  WabaSnapshot,
} from './snapshot.js';

/** A change found in a snapshot: where it belongs, and what it makes of it. */
export interface FoundChange {
  /** The same for all changes of one thing. */
  readonly key: string;
  /** Whether the snapshot knows what it was. */
  readonly wasRead: boolean;
  readonly snapshot: PortfolioSnapshot;
  /** What must be judged anew. */
  readonly touched: readonly Touched[];
}

/** A rule that must judge anew: one subject, or (null) all it judges. */
export interface Touched {
  readonly rule: RuleName;
  readonly subject: string | null;
}

/** Applies a change to a snapshot; null when what it is about is not there. */
export function foundChange(
  snapshot: PortfolioSnapshot,
  waba: WabaId,
  change: WebhookChange,
): FoundChange | null {
  switch (change.kind) {
    case 'portfolio-limit':
      return changedLimit(snapshot, waba, change);
    case 'number-limit':
    case 'number-status':
    case 'throughput':
    case 'name-status': {
      const number = numberNamed(snapshot, waba, change.phone);
      return number && changedNumber(snapshot, number, change);
    }
    case 'review':
    case 'sending': {
      const account = snapshot.wabas.find(({ id }) => id === waba);
      return account ? changedAccount(snapshot, account, change) : null;
    }
    case 'template-status':
    case 'template-quality':
      return changedTemplate(snapshot, waba, change);
  }
}

/** The number of an account that bears a phone number now; null when none or several do. */
export function numberNamed(
  snapshot: PortfolioSnapshot,
  waba: WabaId,
  digits: string,
): NumberSnapshot | null {
  const phone = phoneNumberFrom(digits);
  const same = phone === null ? [] : (numbersByPhone(snapshot.numbers).get(phoneKey(phone)) ?? []);
  const [one, other] = bearersNow(same.filter((number) => number.waba === waba));
  return one && !other ? one : null;
}

function changedLimit(
  snapshot: PortfolioSnapshot,
  waba: WabaId,
  { limit, raw }: Extract<WebhookChange, { kind: 'portfolio-limit' }>,
): FoundChange | null {
  const account = snapshot.wabas.find(({ id }) => id === waba);
  if (account?.otherLimit) return null;
  return {
    key: 'portfolio-limit',
    wasRead: snapshot.limit.known,
    snapshot: { ...snapshot, limit: known(limit), rawLimit: raw },
    touched: [
      { rule: 'limit', subject: null },
      { rule: 'usage', subject: null },
    ],
  };
}

type NumberChange = Extract<
  WebhookChange,
  { kind: 'number-limit' | 'number-status' | 'throughput' | 'name-status' }
>;

function changedNumber(
  snapshot: PortfolioSnapshot,
  number: NumberSnapshot,
  change: NumberChange,
): FoundChange {
  const changed = (more: Partial<NumberSnapshot>, wasRead: boolean, ...rules: RuleName[]): FoundChange => ({
    key: `${change.kind}:${number.id}`,
    wasRead,
    snapshot: {
      ...snapshot,
      numbers: snapshot.numbers.map((one) => (one === number ? { ...one, ...more } : one)),
    },
    touched: rules.map((rule) => ({ rule, subject: number.id })),
  });
  switch (change.kind) {
    case 'number-limit':
      return changed(
        { limit: known(change.limit), rawLimit: change.raw },
        number.limit.known,
        'limit',
        'usage',
      );
    case 'number-status':
      return changed({ status: change.status, rawStatus: change.raw }, number.status !== 'unknown', 'status');
    case 'throughput':
      return changed({ throughput: change.level }, number.throughput !== null);
    case 'name-status':
      return changed({ nameStatus: change.status }, number.nameStatus !== null, 'health');
  }
}

function changedAccount(
  snapshot: PortfolioSnapshot,
  account: WabaSnapshot,
  change: Extract<WebhookChange, { kind: 'review' | 'sending' }>,
): FoundChange {
  const reviewed = change.kind === 'review';
  return {
    key: `${change.kind}:${account.id}`,
    wasRead: reviewed ? account.reviewStatus !== null : account.health.known,
    snapshot: withAccount(snapshot, {
      ...account,
      ...(reviewed
        ? { reviewStatus: change.decision }
        : { health: known({ canSend: change.canSend, reasons: change.reasons }) }),
    }),
    touched: [{ rule: reviewed ? 'account' : 'health', subject: account.id }],
  };
}

function changedTemplate(
  snapshot: PortfolioSnapshot,
  waba: WabaId,
  change: Extract<WebhookChange, { kind: 'template-status' | 'template-quality' }>,
): FoundChange | null {
  const account = snapshot.wabas.find(({ id }) => id === waba);
  if (!account?.templates.known) return null;
  const { value: all } = account.templates;
  const before = all.find(({ id }) => id === change.template.id);
  if (!before) return null;
  const after = withTemplateChange(before, change);
  const templates = known(all.map((one) => (one === before ? after : one)));
  return {
    key: `${change.kind}:${before.id}`,
    wasRead: change.kind === 'template-status' ? before.status !== null : before.quality !== 'unknown',
    snapshot: withAccount(snapshot, { ...account, templates }),
    touched: [{ rule: 'template', subject: before.id }],
  };
}

function withAccount(snapshot: PortfolioSnapshot, account: WabaSnapshot): PortfolioSnapshot {
  return { ...snapshot, wabas: snapshot.wabas.map((one) => (one.id === account.id ? account : one)) };
}

/** A template of which only a webhook told. */
export function unseenTemplate(
  template: AnnouncedTemplate,
  change: Extract<WebhookChange, { kind: 'template-status' | 'template-quality' }>,
): TemplateSnapshot {
  return withTemplateChange({ ...template, quality: 'unknown', status: null }, change);
}

function withTemplateChange(
  template: TemplateSnapshot,
  change: Extract<WebhookChange, { kind: 'template-status' | 'template-quality' }>,
): TemplateSnapshot {
  return change.kind === 'template-status'
    ? { ...template, status: change.status }
    : { ...template, quality: change.quality };
}
