import { phoneNumberFrom, type PhoneNumber } from '../src/domain/phone.js';
import type { Rulebook } from '../src/domain/rulebook.js';
import type { PortfolioId, WabaId } from '../src/domain/snapshot.js';
import type { PortfolioPlan } from '../src/ports.js';
import type { AccessToken } from './configuration.js';
import type { Environment } from './env.js';
import type { Needs } from './needs.js';
import type { Notes } from './notes.js';
import { quoted, type Path } from './mistake.js';
import { nearest } from '../src/domain/nearest.js';
import type { PortfolioSettings, Settings } from './schema.js';

/** Holds the access token of portfolios that name no other variable. */
export const usualToken = 'META_ACCESS_TOKEN';

/** The portfolios of the settings as plans, and their tokens. What is wrong goes into the notes. */
export function readPortfolios(
  settings: Settings,
  rulebooks: ReadonlyMap<string, Rulebook>,
  environment: Environment,
  needs: Needs,
  notes: Notes,
): { readonly plans: readonly PortfolioPlan[]; readonly tokens: Readonly<Record<PortfolioId, AccessToken>> } {
  if (settings.portfolios.length === 0) {
    notes.missing(
      ['portfolios'],
      'No portfolio is named, so there is nothing to watch; name one with its id and a token.',
    );
    if (needs.meta && environment.secret(usualToken) === null)
      notes.missing(usualToken, "It is not set; set it to the access token of Meta's system user.");
  }
  const seen = new Map<string, string>();
  const once = (key: string, path: Path, what: string): void => {
    const first = seen.get(key);
    if (first === undefined) seen.set(key, `portfolios[${String(path[1])}]`);
    else notes.at(path, `${what} stands in ${first} already; name each only once.`);
  };
  const plans: PortfolioPlan[] = [];
  const tokens: Record<PortfolioId, AccessToken> = {};
  const missing = new Map<string, string[]>();

  settings.portfolios.forEach((portfolio, i) => {
    const at = (...rest: Path): Path => ['portfolios', i, ...rest];
    const business = portfolio.id === undefined ? null : String(portfolio.id);
    const wabas = (portfolio.wabas ?? []).map((waba) => String(waba) as WabaId);
    once(`name ${portfolio.name.trim().toLowerCase()}`, at('name'), 'This name');
    if (business !== null) once(`id ${business}`, at('id'), 'This portfolio');
    wabas.forEach((waba, j) => {
      once(`waba ${waba}`, at('wabas', j), 'This WABA');
    });
    const id = portfolioIdOf(business, wabas);
    if (id === null) {
      notes.at(
        at('id'),
        'This portfolio has neither id nor wabas; name the business portfolio, or at least one WABA.',
      );
    }
    const rulebook = rulebookOf(portfolio, settings, rulebooks, i, notes);
    const aliases = aliasesOf(portfolio, i, notes);

    const label = portfolio.token?.slice(2, -1) ?? usualToken;
    const value = environment.secret(label);
    if (value === null) missing.set(label, [...(missing.get(label) ?? []), portfolio.name]);
    if (id === null) return;
    plans.push({ id, name: portfolio.name.trim(), business, wabas, rulebook, aliases });
    if (value !== null) tokens[id] = { label, value };
  });

  if (!needs.meta) return { plans, tokens };
  for (const [label, names] of missing) {
    notes.missing(
      label,
      `It is not set, and ${names.map(quoted).join(', ')} cannot be read without it; set it to a Meta access token.`,
    );
  }
  return { plans, tokens };
}

/** What a portfolio is known by: its business id, or its first WABA. */
function portfolioIdOf(business: string | null, wabas: readonly WabaId[]): PortfolioId | null {
  const first = wabas[0];
  if (business !== null) return business as PortfolioId;
  return first === undefined ? null : (`waba:${first}` as PortfolioId);
}

function rulebookOf(
  portfolio: PortfolioSettings,
  settings: Settings,
  rulebooks: ReadonlyMap<string, Rulebook>,
  index: number,
  notes: Notes,
): string {
  // The rulebook for all is looked up once, in its own place.
  if (portfolio.rulebook !== undefined) {
    checkRulebook(portfolio.rulebook, rulebooks, ['portfolios', index, 'rulebook'], notes);
  }
  return portfolio.rulebook ?? settings.rulebook;
}

/** Notes a rulebook that does not exist. */
export function checkRulebook(
  name: string,
  rulebooks: ReadonlyMap<string, Rulebook>,
  path: Path,
  notes: Notes,
): void {
  if (rulebooks.has(name)) return;
  const names = [...rulebooks.keys()];
  const like = nearest(name, names);
  const advice = like === null ? `write one of ${names.join(', ')}.` : `did you mean ${like}?`;
  notes.at(path, `There is no rulebook ${quoted(name)}; ${advice}`);
}

/** A number from the settings in E.164; notes one that is not international. */
export function readPhone(text: string, path: Path, notes: Notes): PhoneNumber | null {
  const phone = phoneNumberFrom(text);
  if (phone === null)
    notes.at(path, 'This is no international phone number; write it like "+6281234567890".');
  return phone;
}

function aliasesOf(
  portfolio: PortfolioSettings,
  index: number,
  notes: Notes,
): Readonly<Record<string, string>> {
  const aliases = new Map<string, string>();
  for (const [text, name] of Object.entries(portfolio.aliases ?? {})) {
    const path: Path = ['portfolios', index, 'aliases', text];
    const phone = readPhone(text, path, notes);
    if (phone === null) continue;
    if (aliases.has(phone)) notes.at(path, 'This number has a name already; keep one of them.');
    aliases.set(phone, name.trim());
  }
  return Object.fromEntries(aliases);
}
