import * as z from 'zod';

const text = z.string();
const number = z.number();

/** As much of an outbox as the bot relies on before it looks. */
export const outboxShape = z.object({
  sequence: number,
  threads: z
    .array(z.object({ id: text, route: text, incidents: z.array(text).readonly(), openedAt: number }))
    .readonly(),
  notifications: z
    .array(
      z.object({
        id: text,
        route: text,
        wantedAt: number,
        dueAt: number,
        waitsFrom: number,
        holdsRoute: z.boolean(),
        attempts: number,
        body: z.object({ kind: text }),
      }),
    )
    .readonly(),
});
