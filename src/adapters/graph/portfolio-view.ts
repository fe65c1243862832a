import type { Limit } from '../../domain/limit.js';
import { recipientsOf } from '../../domain/limit.js';
import { unknown, type Reading, type Unknown } from '../../domain/reading.js';
import type {
  LookGap,
  PortfolioSnapshot,
  TokenSnapshot,
  WabaId,
  WabaSnapshot,
} from '../../domain/snapshot.js';
import type { InsightsSight } from '../../domain/template-day.js';
import { addedSeries } from '../../domain/usage.js';
import type { PortfolioPlan } from '../../ports.js';
import type { VolumeRead } from '../../domain/history/recorded-usage.js';
import { attributionOf, type Attribution } from './attribution.js';
import { numbersWithUsage, volumesRead } from './number-usage.js';
import { elsewhereGap, isWhole, portfolioUsage, type UsagePieces } from './portfolio-usage.js';
import { causeOf, problemOf } from './problem.js';
import type { TemplateSight } from './template-look.js';
import type { WabaHidden, WabaLook, WabaSight } from './waba-look.js';

/** Everything one look brought, still apart. */
interface Pieces extends UsagePieces {
  readonly plan: PortfolioPlan;
  readonly looks: readonly WabaLook[];
  readonly gaps: readonly LookGap[];
  /** By how many milliseconds Meta's clock is ahead of ours. */
  readonly ahead: number;
  readonly templates: ReadonlyMap<WabaId, TemplateSight>;
  readonly insights: ReadonlyMap<WabaId, InsightsSight>;
  readonly tokens: readonly TokenSnapshot[];
  /** Whether this version of Graph tells the limit. */
  readonly tellsLimit: boolean;
  /** Whether what an owner's accounts used is saved for others; absent: there are no others, nor is the owner saved. */
  readonly savesFor?: (owner: string) => boolean;
  /** Names and owners of accounts from earlier looks. */
  readonly remembered: ReadonlyMap<WabaId, { readonly name: string | null; readonly owner: string | null }>;
}

/** A look put together: the portfolio, who owns it, and the volumes for the record. */
export interface View {
  readonly snapshot: PortfolioSnapshot;
  readonly owner: string | null;
  readonly volumes: ReadonlyMap<WabaId, VolumeRead>;
}

/** Puts the pieces of a look together. Pure. */
export function viewOf(pieces: Pieces): View {
  const { plan, looks } = pieces;
  const seen = looks.filter((look) => look.kind === 'seen');
  const ownership = ownershipOf(pieces, seen);
  const sharing = looks.filter((look) => ownership.shares(look));
  const shared = attributionOf(seen.filter((look) => ownership.shares(look)));
  const apart = attributionOf(seen.filter((look) => !ownership.shares(look)));
  const attributionIn = (look: WabaLook): Attribution => (ownership.shares(look) ? shared : apart);
  const usage = portfolioUsage(pieces, sharing, shared.unmatched);
  const hiddenElsewhere = pieces.others.some(({ volume }) => !isWhole(volume));
  const limit = portfolioLimit(sharing.filter((look) => look.kind === 'seen'));
  const gaps = [
    ...pieces.gaps,
    ...looks.flatMap((look) => (look.kind === 'seen' ? look.gaps : gapsOfHidden(look))),
    ...ownership.gaps,
    ...(hiddenElsewhere ? [elsewhereGap] : []),
    ...[...pieces.templates.values()].flatMap((sight) => sight.gaps),
  ];
  const snapshot = {
    id: plan.id,
    name: plan.name !== '' ? plan.name : (ownership.name ?? plan.id),
    wabas: looks.map((look) => ({
      ...wabaOf(look, pieces),
      ...forOthers(look, pieces),
      ...(ownership.shares(look) ? {} : { otherLimit: true as const }),
    })),
    numbers: seen.flatMap((look) => numbersWithUsage(look, attributionIn(look), pieces)),
    limit: limit.limit,
    rawLimit: limit.raw,
    usage: usage.usage,
    series: usage.series,
    ...(usage.elsewhere === null ? {} : { elsewhere: usage.elsewhere }),
    ...(usage.unmatched.length === 0 ? {} : { unmatched: usage.unmatched }),
    tokens: pieces.tokens,
    gaps: limit.limit.known ? gaps : [...gaps, ...limitGaps(limit.limit.why, sharing, pieces.tellsLimit)],
    ...(pieces.ahead === 0 ? {} : { metaAhead: pieces.ahead }),
  };
  return { snapshot, owner: ownership.owner, volumes: volumesRead(seen, attributionIn) };
}

/** Meta's id of the portfolio whose limit the plan's accounts use; null when not known. */
export function ownerOf(pieces: OwnershipPieces): string | null {
  return ownershipOf(pieces, []).owner;
}

type OwnershipPieces = Pick<Pieces, 'plan' | 'looks' | 'remembered'>;

interface Ownership {
  readonly owner: string | null;
  readonly name: string | null;
  readonly gaps: readonly LookGap[];
  shares(look: WabaLook): boolean;
}

/** An account of a client has the limit of the client's portfolio; only those of one owner are added up. */
function ownershipOf(pieces: OwnershipPieces, seen: readonly WabaSight[]): Ownership {
  const ownerOf = (look: WabaLook): string | null =>
    (look.kind === 'seen' ? look.owner?.id : undefined) ?? pieces.remembered.get(look.id)?.owner ?? null;
  const owners = new Set(pieces.looks.map(ownerOf).filter((owner) => owner !== null));
  const { business } = pieces.plan;
  const owner =
    business !== null && owners.has(business)
      ? business
      : owners.size === 1
        ? ([...owners][0] ?? null)
        : null;
  const name = seen.find((look) => look.owner?.id === owner)?.owner?.name ?? null;
  if (owner === null && owners.size > 1) {
    const cause = { reason: 'several-owners', note: { kind: 'owners', count: owners.size } } as const;
    return {
      owner,
      name,
      gaps: [{ waba: null, part: 'limit', problem: 'unintelligible', cause }],
      shares: () => false,
    };
  }
  return {
    owner,
    name,
    gaps: [],
    shares: (look) => {
      const other = ownerOf(look);
      return other === null || owner === null || other === owner;
    },
  };
}

interface PortfolioLimit {
  readonly limit: Reading<Limit>;
  readonly raw: string | null;
}

/** What the accounts say; where they say nothing, what all numbers agree on. While accounts disagree, the lowest. */
function portfolioLimit(sharing: readonly WabaSight[]): PortfolioLimit {
  const told = sharing.filter((look) => look.limit.known || look.rawLimit !== null);
  const lowest = told
    .map(({ limit, rawLimit: raw }) => ({ limit, raw }))
    .sort((a, b) => sizeOf(a) - sizeOf(b))[0];
  if (lowest?.limit.known === true) return lowest;
  const numbers = sharing.flatMap((look) => look.numbers).filter((number) => number.limit.known);
  const sizes = new Set(numbers.map(({ limit, rawLimit: raw }) => sizeOf({ limit, raw })));
  const first = numbers[0];
  if (sizes.size === 1 && first !== undefined) return { limit: first.limit, raw: first.rawLimit };
  if (lowest !== undefined) return lowest;
  const rawNumber = sharing.flatMap((look) => look.numbers).find((number) => number.rawLimit !== null);
  const why: Unknown = sizes.size > 1 ? 'incomplete' : firstWhy(sharing);
  return {
    limit: rawNumber !== undefined && sizes.size === 0 ? rawNumber.limit : unknown(why),
    raw: rawNumber?.rawLimit ?? null,
  };
}

function sizeOf({ limit }: PortfolioLimit): number {
  return limit.known ? recipientsOf(limit.value) : Number.MAX_VALUE;
}

function firstWhy(sharing: readonly WabaSight[]): Unknown {
  const reading = sharing.map((look) => look.limit).find((limit) => !limit.known);
  return reading?.known === false ? reading.why : 'incomplete';
}

function limitGaps(why: Unknown, sharing: readonly WabaLook[], tellsLimit: boolean): readonly LookGap[] {
  if (why !== 'refused') return [];
  const reason = tellsLimit ? 'limit-withheld' : 'limit-refused';
  return [{ waba: sharing[0]?.id ?? null, part: 'limit', problem: 'unintelligible', cause: { reason } }];
}

function gapsOfHidden({ id, failure }: WabaHidden): readonly LookGap[] {
  const { problem } = problemOf(failure);
  const cause = causeOf(failure);
  return (['numbers', 'usage', 'health'] as const).map((part) => ({ waba: id, part, problem, cause }));
}

function wabaOf(look: WabaLook, { templates, insights, remembered }: Pieces): WabaSnapshot {
  const told = insights.get(look.id);
  const base = {
    id: look.id,
    name: (look.kind === 'seen' ? look.name : null) ?? remembered.get(look.id)?.name ?? null,
    templates: templates.get(look.id)?.templates ?? unknown('not-looked-yet'),
    ...(told === undefined ? {} : { insights: told }),
  };
  return look.kind === 'seen'
    ? { ...base, health: look.health, reviewStatus: look.reviewStatus }
    : { ...base, health: unknown('incomplete'), reviewStatus: null };
}

/** What looks at other portfolios, by other processes, are to know of an account. */
function forOthers(look: WabaLook, { savesFor, remembered }: Pieces): Pick<WabaSnapshot, 'owner' | 'used'> {
  const owner = (look.kind === 'seen' ? look.owner?.id : null) ?? remembered.get(look.id)?.owner ?? null;
  if (savesFor === undefined || owner === null) return {};
  if (!savesFor(owner) || look.kind === 'hidden' || !isWhole(look.volume)) return { owner };
  const { source, volumes } = look.volume.value;
  return { owner, used: { source, series: addedSeries([...volumes.values()]) } };
}
