import type { Message } from '../../../domain/ledger/message.js';
import type { Profile, ServiceWindow } from '../../../domain/ledger/person.js';
import type { KeptPerson } from '../../../domain/ledger/record-facts.js';
import type { NumberId } from '../../../domain/snapshot.js';
import { instantOf, SECOND, type Instant } from '../../../domain/time.js';
import { messageBytes } from './hashed-facts.js';

const version = 1;
const headBytes = 1 + 6 + 6 + 2 + 2;
const profileBytes = 2 + 4 + 4;
const bytesOfMessage = messageBytes + 2 + 1 + 3 * 4;
const windowBytes = 2 + 1 + 2 * 4;
const flags = { group: 1, failed: 2, read: 4, service: 8, freeEntry: 16 } as const;

/** A person as bytes in base64. Times of messages and windows are whole seconds. */
export function textOfPerson({ profiles, judged }: KeptPerson): string {
  const numbers = numbersOf(profiles);
  const bytes = Buffer.allocUnsafe(sizeOf(profiles, numbers));
  let at = 0;
  const put = (value: number, size: number): void => {
    at = bytes.writeUIntBE(value, at, size);
  };
  const text = (value: string, size: number): void => {
    at += bytes.write(value, at, size, 'latin1');
  };
  put(version, 1);
  put(judged.since ?? 0, 6);
  put(judged.at, 6);
  put(profiles.length, 2);
  put(numbers.length, 2);
  for (const number of numbers) {
    put(number.length, 1);
    text(number, number.length);
  }
  for (const { id, messages, windows } of profiles) {
    put(id, 2);
    put(messages.length, 4);
    put(windows.length, 4);
    for (const message of messages) {
      text(message.key, messageBytes);
      put(numbers.indexOf(message.number), 2);
      put(flagsOf(message), 1);
      put(secondsOf(message.sent), 4);
      put(secondsOf(message.delivered), 4);
      put(secondsOf(message.last), 4);
    }
    for (const { number, from, to, sure } of windows) {
      put(numbers.indexOf(number), 2);
      put(sure ? 1 : 0, 1);
      put(secondsOf(from), 4);
      put(secondsOf(to), 4);
    }
  }
  return bytes.toString('base64');
}

/** The person in such a text. Throws RangeError where it is none. */
export function personIn(base64: string): KeptPerson {
  const bytes = Buffer.from(base64, 'base64');
  let at = 0;
  const take = (size: number): number => {
    const value = bytes.readUIntBE(at, size);
    at += size;
    return value;
  };
  const text = (size: number): string => bytes.toString('latin1', at, (at += size));
  const moment = (): Instant | null => {
    const seconds = take(4);
    return seconds === 0 ? null : instantOf(seconds * SECOND);
  };
  if (take(1) !== version) throw new RangeError('A person of the ledger is in no known form.');
  const since = take(6);
  const judged = { since: since === 0 ? null : instantOf(since), at: instantOf(take(6)) };
  const profileCount = take(2);
  const numbers = Array.from({ length: take(2) }, () => text(take(1)) as NumberId);
  const number = (): NumberId => {
    const found = numbers[take(2)];
    if (found === undefined) throw new RangeError('A person of the ledger names a number that is not there.');
    return found;
  };
  const message = (): Message => {
    const key = text(messageBytes);
    const by = number();
    const bits = take(1);
    return {
      key,
      number: by,
      group: (bits & flags.group) !== 0,
      failed: (bits & flags.failed) !== 0,
      read: (bits & flags.read) !== 0,
      service: (bits & flags.service) !== 0,
      freeEntry: (bits & flags.freeEntry) !== 0,
      sent: moment(),
      delivered: moment(),
      last: instantOf(take(4) * SECOND),
    };
  };
  const window = (): ServiceWindow => ({
    number: number(),
    sure: take(1) === 1,
    from: instantOf(take(4) * SECOND),
    to: instantOf(take(4) * SECOND),
  });
  const profile = (): Profile => {
    const id = take(2);
    const counts = { messages: take(4), windows: take(4) };
    return {
      id,
      messages: Array.from({ length: counts.messages }, message),
      windows: Array.from({ length: counts.windows }, window),
    };
  };
  return { judged, profiles: Array.from({ length: profileCount }, profile) };
}

function numbersOf(profiles: readonly Profile[]): readonly NumberId[] {
  const all = new Set<NumberId>();
  for (const { messages, windows } of profiles) {
    for (const { number } of messages) all.add(number);
    for (const { number } of windows) all.add(number);
  }
  return [...all];
}

function sizeOf(profiles: readonly Profile[], numbers: readonly NumberId[]): number {
  let size = headBytes + profiles.length * profileBytes;
  for (const number of numbers) size += 1 + number.length;
  for (const { messages, windows } of profiles) {
    size += messages.length * bytesOfMessage + windows.length * windowBytes;
  }
  return size;
}

function flagsOf(message: Message): number {
  return (
    (message.group ? flags.group : 0) |
    (message.failed ? flags.failed : 0) |
    (message.read ? flags.read : 0) |
    (message.service ? flags.service : 0) |
    (message.freeEntry ? flags.freeEntry : 0)
  );
}

function secondsOf(at: Instant | null): number {
  return at === null ? 0 : at / SECOND;
}
