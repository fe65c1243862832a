import { afterEach } from 'vitest';
import { startSimulator } from '../../src/simulator/server.js';
import type { Simulator, SimulatorOptions } from '../../src/simulator/server.js';
import type { Story } from '../../src/simulator/story.js';
import { noon, token } from './world-for-tests.js';

/** An answer, read as JSON when it is JSON. */
export interface Heard {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

const running: Simulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** Starts a simulator that ends with the test. */
export async function simulate(story: Story, options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
  const simulator = await startSimulator({ story, now: () => noon, ...options });
  running.push(simulator);
  return simulator;
}

/** Calls a path of version 26 with the token that may read everything. */
export async function get(
  simulator: Simulator,
  path: string,
  query: Readonly<Record<string, string>> = {},
  bearer: string | null = token,
): Promise<Heard> {
  const search = new URLSearchParams(query).toString();
  const full = `${simulator.url}${path.startsWith('/v') ? path : `/v26.0${path}`}${search === '' ? '' : `?${search}`}`;
  return hear(
    await fetch(full, {
      redirect: 'manual',
      headers: bearer === null ? {} : { authorization: `Bearer ${bearer}` },
    }),
  );
}

/** Reads a whole answer. */
export async function hear(response: Response): Promise<Heard> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: tryJson(text) };
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Walks into an answer by keys and positions; undefined where the way ends. */
export function at(value: unknown, ...way: readonly (string | number)[]): unknown {
  let here: unknown = value;
  for (const step of way) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = new Map<string, unknown>(Object.entries(here)).get(String(step));
  }
  return here;
}

/** The items of a list in an answer; none when there is no list. */
export function listAt(value: unknown, ...way: readonly (string | number)[]): readonly unknown[] {
  const list = at(value, ...way);
  return Array.isArray(list) ? list : [];
}

/** The keys of an object in an answer; none when there is no object. */
export function keysAt(value: unknown, ...way: readonly (string | number)[]): readonly string[] {
  const here = at(value, ...way);
  return typeof here === 'object' && here !== null ? Object.keys(here) : [];
}

/** The error code of an answer. */
export function codeOf(heard: Heard): unknown {
  return at(heard.json, 'error', 'code');
}
