import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { errorEnvelope } from './failure.js';
import type { SimFault } from './faults.js';

/** An answer ready to be sent. */
export interface SimulatedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const html = { 'content-type': 'text/html; charset=utf-8' };
const loginPage =
  '<!DOCTYPE html><html><head><title>Log in</title></head><body><form action="/login">Log in to continue</form></body></html>';

/** The answer after a fault that only changes what it says. Other faults leave it as it is. */
export function disturbed(outcome: SimulatedAnswer, fault: SimFault, trace: string): SimulatedAnswer {
  switch (fault.kind) {
    case 'http':
      return {
        status: fault.status,
        headers: html,
        body: `<html><head><title>Error ${fault.status}</title></head><body><h1>Sorry, something went wrong.</h1></body></html>`,
      };
    case 'login-page':
      return { status: 200, headers: html, body: loginPage };
    case 'empty':
      return { ...outcome, status: 200, body: '' };
    case 'truncated':
      return { ...outcome, body: outcome.body.slice(0, Math.floor(outcome.body.length / 2)) };
    case 'error-inside':
      return {
        ...outcome,
        status: 200,
        body: JSON.stringify(errorEnvelope({ code: fault.code, message: fault.message }, trace)),
      };
    case 'graph-error':
      return { ...outcome, status: fault.status, body: JSON.stringify(errorEnvelope(fault, trace)) };
    case 'mutate':
      return { ...outcome, body: JSON.stringify(fault.change(JSON.parse(outcome.body))) };
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.to }, body: '' };
    default:
      return outcome;
  }
}

/** True for faults that need the bare connection: they are played by `playOnWire`. */
export function needsWire(fault: SimFault): boolean {
  return ['silence', 'reset', 'cut', 'slow-body', 'huge'].includes(fault.kind);
}

/** Plays a fault on the bare connection. Ends early, without an error, when `closing` fires or the caller leaves. */
export async function playOnWire(
  fault: SimFault,
  outcome: SimulatedAnswer,
  raw: ServerResponse,
  closing: AbortSignal,
): Promise<void> {
  switch (fault.kind) {
    case 'reset':
      raw.socket?.resetAndDestroy();
      return;
    case 'cut':
      raw.writeHead(outcome.status, {
        ...outcome.headers,
        'content-length': Buffer.byteLength(outcome.body),
      });
      raw.write(outcome.body.slice(0, Math.floor(outcome.body.length / 2)), () => raw.destroy());
      return;
    case 'slow-body':
      raw.writeHead(outcome.status, { ...outcome.headers });
      return drip(outcome.body, fault.ms, raw, closing);
    case 'huge':
      raw.writeHead(200, { ...outcome.headers });
      return flood(fault.bytes, raw, closing);
    default:
      return;
  }
}

async function drip(body: string, ms: number, raw: ServerResponse, closing: AbortSignal): Promise<void> {
  const size = Math.max(1, Math.ceil(body.length / 10));
  const pieces = Math.ceil(body.length / size);
  raw.flushHeaders();
  for (let at = 0; at < body.length; at += size) {
    try {
      await pause(ms / pieces, undefined, { signal: closing });
    } catch {
      return;
    }
    if (raw.destroyed) return;
    raw.write(body.slice(at, at + size));
  }
  raw.end();
}

async function flood(bytes: number, raw: ServerResponse, closing: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(padding(bytes)), raw, { signal: closing });
  } catch {
    // The caller has read enough and left, or the simulator closes.
  }
}

function* padding(bytes: number): Generator<string> {
  const block = 'x'.repeat(65_536);
  yield '{"data":[],"padding":"';
  for (let sent = 0; sent < bytes; sent += block.length) yield block;
  yield '"}';
}
