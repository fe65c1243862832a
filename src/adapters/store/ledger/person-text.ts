import { failureKinds, type FailureKind } from '../../../domain/signals/failure.js';
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
/** Which kind of failure is in the bits above; none was written once, which reads as the first. */
const failureShift = 5;

/** Where a person's bytes are written and read, one person after the other: a buffer for each would cost more. */
let room = Buffer.allocUnsafe(8_192);
/** How far they are read: a reader of its own for each person would cost as much as the reading. */
let place = 0;

/** A person as bytes in base64. Times of messages and windows are whole seconds. */
export function textOfPerson({ profiles, judged }: KeptPerson): string {
  const numbers = numbersOf(profiles);
  const size = sizeOf(profiles, numbers);
  makeRoom(size);
  let at = room.writeUInt8(version, 0);
  at = room.writeUIntBE(judged.since ?? 0, at, 6);
  at = room.writeUIntBE(judged.at, at, 6);
  at = room.writeUInt16BE(profiles.length, at);
  at = room.writeUInt16BE(numbers.length, at);
  for (const number of numbers) {
    at = room.writeUInt8(number.length, at);
    at += room.write(number, at, 'latin1');
  }
  for (const { id, messages, windows } of profiles) {
    at = room.writeUInt16BE(id, at);
    at = room.writeUInt32BE(messages.length, at);
    at = room.writeUInt32BE(windows.length, at);
    for (const message of messages) {
      at += room.write(message.key, at, messageBytes, 'latin1');
      at = room.writeUInt16BE(numbers.indexOf(message.number), at);
      at = room.writeUInt8(flagsOf(message), at);
      at = room.writeUInt32BE(secondsOf(message.sent), at);
      at = room.writeUInt32BE(secondsOf(message.delivered), at);
      at = room.writeUInt32BE(secondsOf(message.last), at);
    }
    for (const { number, from, to, sure } of windows) {
      at = room.writeUInt16BE(numbers.indexOf(number), at);
      at = room.writeUInt8(sure ? 1 : 0, at);
      at = room.writeUInt32BE(secondsOf(from), at);
      at = room.writeUInt32BE(secondsOf(to), at);
    }
  }
  return room.toString('base64', 0, at);
}

/** The person in such a text. Throws RangeError where it is none. */
export function personIn(base64: string): KeptPerson {
  makeRoom(base64.length);
  const length = room.write(base64, 'base64');
  place = 0;
  if (take(1) !== version) throw new RangeError('A person of the ledger is in no known form.');
  const since = take(6);
  const judged = { since: since === 0 ? null : instantOf(since), at: instantOf(take(6)) };
  const profileCount = take(2);
  const numbers = listed(take(2), numberFrom, nobody);
  const profiles = listed(profileCount, profileFrom, numbers);
  if (place !== length) throw new RangeError('A person of the ledger is not whole.');
  return { judged, profiles };
}

const nobody: readonly NumberId[] = [];

/** So many things, one after the other. An array that grows from nothing takes room for sixteen at once. */
function listed<T>(
  count: number,
  read: (numbers: readonly NumberId[]) => T,
  numbers: readonly NumberId[],
): readonly T[] {
  if (count === 0) return [];
  const all = [read(numbers)];
  while (all.length < count) all.push(read(numbers));
  return all;
}

function take(size: 1 | 2 | 4 | 6): number {
  const from = place;
  place += size;
  if (size === 4) return room.readUInt32BE(from);
  return size === 2 ? room.readUInt16BE(from) : room.readUIntBE(from, size);
}

function textOf(size: number): string {
  const from = place;
  place += size;
  return room.toString('latin1', from, place);
}

function numberFrom(): NumberId {
  return textOf(take(1)) as NumberId;
}

function profileFrom(numbers: readonly NumberId[]): Profile {
  const id = take(2);
  const messageCount = take(4);
  const windowCount = take(4);
  const messages = listed(messageCount, messageFrom, numbers);
  const windows = listed(windowCount, windowFrom, numbers);
  return { id, messages, windows };
}

function messageFrom(numbers: readonly NumberId[]): Message {
  const key = textOf(messageBytes);
  const number = knownNumber(numbers);
  const bits = take(1);
  return {
    key,
    number,
    group: (bits & flags.group) !== 0,
    sent: momentFrom(),
    delivered: momentFrom(),
    failed: failureIn(bits),
    read: (bits & flags.read) !== 0,
    service: (bits & flags.service) !== 0,
    freeEntry: (bits & flags.freeEntry) !== 0,
    last: instantOf(take(4) * SECOND),
  };
}

function windowFrom(numbers: readonly NumberId[]): ServiceWindow {
  return {
    number: knownNumber(numbers),
    sure: take(1) === 1,
    from: instantOf(take(4) * SECOND),
    to: instantOf(take(4) * SECOND),
  };
}

function knownNumber(numbers: readonly NumberId[]): NumberId {
  const found = numbers[take(2)];
  if (found === undefined) throw new RangeError('A person of the ledger names a number that is not there.');
  return found;
}

function momentFrom(): Instant | null {
  const seconds = take(4);
  return seconds === 0 ? null : instantOf(seconds * SECOND);
}

function makeRoom(size: number): void {
  if (room.length < size) room = Buffer.allocUnsafe(2 * size);
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
    (message.failed === null ? 0 : flags.failed | (failureKinds.indexOf(message.failed) << failureShift)) |
    (message.read ? flags.read : 0) |
    (message.service ? flags.service : 0) |
    (message.freeEntry ? flags.freeEntry : 0)
  );
}

function failureIn(bits: number): FailureKind | null {
  return (bits & flags.failed) === 0 ? null : (failureKinds[bits >> failureShift] ?? 'otherFailure');
}

function secondsOf(at: Instant | null): number {
  return at === null ? 0 : at / SECOND;
}
