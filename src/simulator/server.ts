import Fastify from 'fastify';
import type { FastifyReply } from 'fastify';
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { answerCall } from './answer.js';
import type { UsageNote } from './answer.js';
import type { SimulatedAnswer } from './disturb.js';
import { disturbed, needsWire, playOnWire } from './disturb.js';
import { errorEnvelope, GraphFailure } from './failure.js';
import type { SimFault } from './faults.js';
import { createFaultList } from './faults.js';
import { createQuota } from './quota.js';
import type { GraphRequest } from './request.js';
import { queryForLog, readRequest } from './request.js';
import type { Story } from './story.js';
import { worldAt } from './story.js';
import { usageHeaders } from './usage-headers.js';
import { indexOf } from './world.js';

/** One call the simulator took. Holds no token and no proof. */
interface SimCall {
  /** Simulated time, milliseconds since 1970. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** What was answered; 0 when nothing was. */
  readonly status: number;
  readonly fault?: SimFault['kind'];
}

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:<port>`, without a version and without a slash at the end. */
  readonly url: string;
  /** The latest calls, oldest first; the oldest are forgotten. */
  readonly calls: readonly SimCall[];
  /** Replaces all faults at once; an empty list heals everything. */
  setFaults(faults: readonly SimFault[]): void;
  /** Ends every open connection, answered or not. */
  close(): Promise<void>;
}

/** How a simulator is started. */
export interface SimulatorOptions {
  readonly story: Story;
  /** Simulated time, milliseconds since 1970. */
  readonly now: () => number;
  /** 0 or left out: the system picks a free one. */
  readonly port?: number;
  /** Real milliseconds every answer takes at least. */
  readonly latencyMs?: number;
  readonly faults?: readonly SimFault[];
}

const callsKept = 5_000;
const json = { 'content-type': 'application/json; charset=UTF-8' };
const stuckCursor = 'QVFIUthesamecursoragain';
const none: ReadonlySet<string> = new Set();

/** Starts a Graph API on 127.0.0.1 that tells the story. Rejects when the port is taken. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const { story, now, latencyMs = 0 } = options;
  const app = Fastify({ logger: false, forceCloseConnections: true });
  const faults = createFaultList(options.faults ?? []);
  const quota = createQuota();
  const calls: SimCall[] = [];
  const closing = new AbortController();
  // Every answer that is being held up listens.
  setMaxListeners(0, closing.signal);
  const subscribed = new Set<string>();
  let traces = 0;

  function nextTrace(): string {
    traces += 1;
    return `A${createHash('sha256').update(String(traces)).digest('base64url').slice(0, 22)}`;
  }

  function answer(request: GraphRequest, fault: SimFault | undefined): SimulatedAnswer {
    const note: UsageNote = {};
    const setting = {
      story,
      now: now(),
      quota,
      subscribed,
      refusedFields: fault?.kind === 'refuse-fields' ? new Set(fault.fields) : none,
      repeatedCursor: fault?.kind === 'repeating-cursor' ? stuckCursor : undefined,
    };
    try {
      const body = JSON.stringify(answerCall(request, setting, note));
      return { status: 200, headers: { ...json, ...usageHeaders(note) }, body };
    } catch (error) {
      if (!(error instanceof GraphFailure)) throw error;
      const body = JSON.stringify(errorEnvelope(error.detail, nextTrace()));
      return { status: error.status, headers: { ...json, ...usageHeaders(note) }, body };
    }
  }

  function record(request: GraphRequest, at: number, status: number, fault: SimFault | undefined): void {
    if (calls.length >= callsKept) calls.splice(0, callsKept / 10);
    calls.push({
      at,
      method: request.method,
      path: request.path,
      query: queryForLog(request.query),
      status,
      ...(fault === undefined ? {} : { fault: fault.kind }),
    });
  }

  async function send(
    reply: FastifyReply,
    outcome: SimulatedAnswer,
    fault: SimFault | undefined,
  ): Promise<void> {
    // Node would tell the machine's time, which need not be that of the story.
    reply.raw.sendDate = false;
    const wait = latencyMs + (fault?.kind === 'late' ? fault.ms : 0);
    if (wait > 0) await pause(wait, undefined, { signal: closing.signal }).catch(() => undefined);
    if (fault !== undefined && needsWire(fault)) {
      reply.hijack();
      await playOnWire(fault, outcome, reply.raw, closing.signal);
      return;
    }
    await reply
      .code(outcome.status)
      .headers({ ...outcome.headers })
      .send(outcome.body);
  }

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => {
    payload.resume();
    done(null);
  });
  app.all('*', async (incoming, reply) => {
    const request = readRequest(incoming.method, incoming.url, incoming.headers);
    const at = now();
    const fault = faults.take({
      path: request.path,
      query: [...request.query].map(([name, value]) => `${name}=${value}`).join('&'),
      wabaId: accountOf(request.path, story, at),
      token: request.token,
    });
    const plain = answer(request, fault);
    const told = fault === undefined ? plain : disturbed(plain, fault, nextTrace());
    const outcome = dated(told, fault?.kind === 'date' ? fault.at : now());
    const unanswered = fault?.kind === 'silence' || fault?.kind === 'reset';
    record(request, at, unanswered ? 0 : outcome.status, fault);
    await send(reply, outcome, fault);
    return reply;
  });

  const url = await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url,
    calls,
    setFaults: (next) => faults.set(next),
    async close() {
      closing.abort();
      await app.close();
    },
  };
}

/** The outcome with the `Date` of every answer of Graph; null: without one. */
function dated(outcome: SimulatedAnswer, at: number | null): SimulatedAnswer {
  if (at === null) return outcome;
  return { ...outcome, headers: { ...outcome.headers, date: new Date(at).toUTCString() } };
}

function accountOf(path: string, story: Story, now: number): string | undefined {
  const id = path.split('/')[2];
  const ref = id === undefined ? undefined : indexOf(worldAt(story, now)).nodes.get(id);
  return ref === undefined || ref.kind === 'portfolio' ? undefined : ref.waba.id;
}
