import pg from 'pg';

/** A look that was taken in. */
export interface TakenLook {
  readonly portfolio: string;
  readonly look: number;
  readonly slot: number;
  readonly lookedAt: number;
  /** When it was saved. */
  readonly at: number;
}

/** What the server itself records of looks, whoever writes them. */
export interface Record {
  looks(): Promise<readonly TakenLook[]>;
  /** Who holds a name now; null: nobody. */
  holderOf(name: string): Promise<string | null>;
  /** How many looks a process has under way. */
  looking(holder: string): Promise<number>;
  /** Notifications that still wait, of all. */
  waiting(): Promise<number>;
}

const notes = `
  CREATE TABLE taken_look (portfolio text, look bigint, looked_at bigint, tx bigint, at bigint);
  CREATE TABLE ended_turn (portfolio text, slot bigint, tx bigint);
  CREATE FUNCTION note_look() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' OR NEW.state::json->>'look' IS DISTINCT FROM OLD.state::json->>'look' THEN
      INSERT INTO taken_look VALUES (NEW.id, (NEW.state::json->>'look')::bigint, (NEW.state::json->>'lookedAt')::bigint,
        txid_current(), extract(epoch from clock_timestamp()) * 1000);
    END IF;
    RETURN NULL;
  END $$;
  CREATE FUNCTION note_turn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO ended_turn VALUES (NEW.portfolio, NEW.done, txid_current());
    RETURN NULL;
  END $$;
  CREATE TRIGGER note_look AFTER INSERT OR UPDATE ON portfolio FOR EACH ROW EXECUTE FUNCTION note_look();
  CREATE TRIGGER note_turn AFTER UPDATE OF done ON look_turn FOR EACH ROW EXECUTE FUNCTION note_turn();`;

/** Lets the server of a store record, from now on. */
export async function recordLooks(url: string): Promise<Record> {
  const ask = async <Row extends pg.QueryResultRow>(
    statement: string,
    values: readonly string[] = [],
  ): Promise<readonly Row[]> => {
    const types = new pg.TypeOverrides();
    types.setTypeParser(pg.types.builtins.INT8, Number);
    const client = new pg.Client({ connectionString: url, types });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(statement, [...values])).rows;
    } finally {
      await client.end();
    }
  };
  await ask(notes);
  return {
    looks: () =>
      ask<TakenLook>(
        `SELECT DISTINCT t.portfolio, t.look, e.slot, t.looked_at AS "lookedAt", t.at
         FROM taken_look t JOIN ended_turn e ON e.tx = t.tx AND e.portfolio = t.portfolio ORDER BY t.portfolio, t.at`,
      ),
    async holderOf(name) {
      const [row] = await ask<{ readonly holder: string }>(
        'SELECT holder FROM lease WHERE name = $1 AND until > extract(epoch from clock_timestamp()) * 1000',
        [name],
      );
      return row?.holder ?? null;
    },
    async looking(holder) {
      const [row] = await ask<{ readonly looks: number }>(
        'SELECT count(*)::int AS looks FROM look_turn WHERE holder = $1 AND until > 0 AND done < due',
        [holder],
      );
      return row?.looks ?? 0;
    },
    async waiting() {
      const [row] = await ask<{ readonly waiting: number }>(
        `SELECT sum(json_array_length(state::json->'outbox'->'notifications'))::int AS waiting
         FROM (SELECT state FROM portfolio UNION ALL SELECT state FROM bot) all_states`,
      );
      return row?.waiting ?? 0;
    },
  };
}
