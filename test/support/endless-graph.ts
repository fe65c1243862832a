import { jsonAnswer, listenOnLoopback, type Outcome } from './loopback/http.js';

/** A false Graph whose every list goes on for ever, with rows nobody has seen before. */
export interface EndlessGraph {
  readonly url: string;
  /** How many calls it took: all, or those to addresses with that ending. */
  calls(ending?: string): number;
  close(): Promise<void>;
}

/** What the false Graph does to whoever reads it. */
export interface EndlessOptions {
  /** Rows on each page; Graph itself gives at most a hundred. */
  readonly rows?: number;
  /** Its time. */
  readonly now: () => number;
  /** Whether the lists of numbers and templates are endless too, and not only those of accounts. */
  readonly everywhere?: boolean;
}

/** Starts a false Graph on loopback. */
export async function endlessGraph(options: EndlessOptions): Promise<EndlessGraph> {
  const { rows = 100, everywhere = false, now } = options;
  const paths: string[] = [];
  let ids = 1_000_000;
  const page = (row: (id: string) => object, more: boolean): object => ({
    data: Array.from({ length: more ? rows : 1 }, () => row(String(++ids))),
    ...(more ? { paging: { cursors: { before: 'x', after: `c${++ids}` }, next: 'https://x.invalid/' } } : {}),
  });
  const number = (id: string): object => ({
    id,
    display_phone_number: `+62812${id.padStart(8, '0')}`,
    quality_rating: 'GREEN',
    status: 'CONNECTED',
  });
  const answerTo = (path: string): object => {
    if (path.endsWith('/debug_token')) return { data: { is_valid: true, expires_at: 0, scopes: [] } };
    if (path.endsWith('_whatsapp_business_accounts')) return page((id) => ({ id, name: `Shop ${id}` }), true);
    if (path.endsWith('/message_templates')) return page((id) => ({ id, name: `t${id}` }), everywhere);
    if (path.endsWith('/phone_numbers')) return page(number, everywhere);
    const id = path.split('/').at(-1) ?? '';
    return {
      id,
      name: 'Shop',
      whatsapp_business_manager_messaging_limit: 'TIER_2K',
      phone_numbers: everywhere ? page(number, true) : { data: [number(`${id}1`)] },
      pricing_analytics: { data: [{ data_points: [] }] },
    };
  };
  const server = await listenOnLoopback(({ path }): Promise<Outcome> => {
    paths.push(path);
    return Promise.resolve(jsonAnswer(answerTo(path), 200, { date: new Date(now()).toUTCString() }));
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    calls: (ending = '') => paths.filter((path) => path.endsWith(ending)).length,
    close: () => server.close(),
  };
}
