import { usualToken } from '../../../config/portfolios.js';
import { isoOf } from '../../domain/time.js';
import { discoveryScope, lackingOf } from '../trials/token-trials.js';
import { askFor, type Tried } from './ask-for.js';
import { causeIn, withGraph } from './meta-line.js';
import { setUpPortfolios } from './portfolios.js';
import { configurationIn, type SetupSession } from './session.js';

const pages = {
  token: 'https://business.facebook.com/settings/system-users',
  secret: 'https://developers.facebook.com/apps',
} as const;

/** Asks for Meta's token, and which portfolios are watched with it. */
export async function setUpMeta(session: SetupSession): Promise<void> {
  session.prompts.heading('Meta');
  const found = { canDiscover: true };
  const asked = { variable: usualToken, page: pages.token } as const;
  const works = await askFor(session, asked, async () => {
    const tried = await tokenTrial(session);
    if (tried.ok) found.canDiscover = tried.canDiscover;
    return tried;
  });
  if (works && !found.canDiscover) session.prompts.tell(session.words.setup.cannotDiscover);
  await setUpPortfolios(session, works);
}

async function tokenTrial(
  session: SetupSession,
): Promise<Exclude<Tried, { ok: true }> | { ok: true; say: string; canDiscover: boolean }> {
  const { setup, causes } = session.words;
  const { usualToken: token } = configurationIn(session).secrets;
  if (token === null) return { ok: false, say: causes.reasons['token-missing'] };
  const told = await withGraph(session, (graph) => graph.describe(token.value.reveal(), token.label));
  if ('reason' in told) {
    const say = causeIn(session, told);
    const isOfSecret = told.reason === 'proof-wanted' || told.reason === 'proof-wrong';
    return isOfSecret
      ? { ok: false, say, wants: { variable: 'META_APP_SECRET', page: pages.secret } }
      : { ok: false, say };
  }
  const end = told.expiresAt.known ? told.expiresAt.value : null;
  if (!told.valid) return { ok: false, say: causes.reasons['token-dead'] };
  if (end !== null && end <= session.now()) return { ok: false, say: causes.reasons['token-expired'] };
  const lacking = lackingOf(told, []);
  if (lacking.length > 0) return { ok: false, say: setup.lacks(lacking) };
  const until = end === null ? setup.tokenStays : setup.tokenEnds(isoOf(end).slice(0, 10));
  return {
    ok: true,
    say: [setup.works(usualToken, null, null), ...(told.expiresAt.known ? [until] : [])].join(' '),
    canDiscover: told.scopes.length === 0 || told.scopes.includes(discoveryScope),
  };
}
