import nock from 'nock';
import { afterEach, expect, test } from 'vitest';
import { versionEndOf } from '../../../src/adapters/graph/version-life.js';
import { after, DAY, HOUR, instantOf } from '../../../src/domain/time.js';
import { clockAt, keptLog, onGraph, planOf, testSource } from './graph-answers.js';
import { blindnessOf } from './seen.js';

const at = (text: string) => instantOf(Date.parse(text));

afterEach(() => {
  nock.cleanAll();
});

test.each([
  ['v21.0', '2027-01-21'],
  ['v22.0', '2027-05-20'],
  ['v23.0', '2027-10-08'],
  ['v24.0', '2028-02-18'],
  ['v25.0', '2028-07-29'],
])('%s ends on %s, which is told 90 days ahead', (version, day) => {
  const end = at(`${day}T00:00:00Z`);
  expect(versionEndOf(version, after(end, -90 * DAY - 1))).toBeNull();
  expect(versionEndOf(version, after(end, -90 * DAY))).toMatchObject({ ended: false });
  expect(versionEndOf(version, after(end, -1))?.sentence).toContain(`ends Graph ${version} on ${day}`);
  expect(versionEndOf(version, end)).toMatchObject({ ended: true });
});

test.each(['v26.0', 'v99.0', 'constructor', ''])('nobody has named the end of "%s"', (version) => {
  expect(versionEndOf(version, at('2040-01-01T00:00:00Z'))).toBeNull();
});

test('the log tells it at the first look and then once a day', async () => {
  onGraph().persist().get(/.*/).reply(403, {});
  const clock = clockAt(at('2028-01-01T10:00:00Z'));
  const log = keptLog();
  const warnings = () => log.lines.filter((line) => line.includes('graph.version-ends'));
  const source = testSource({ version: 'v24.0', clock, log });
  await blindnessOf(source, planOf(), clock.now());
  expect(warnings()).toHaveLength(1);
  expect(warnings()[0]).toContain('2028-02-18');
  clock.turn(15 * HOUR);
  await blindnessOf(source, planOf(), clock.now());
  await blindnessOf(source, planOf(), clock.now());
  expect(warnings()).toHaveLength(2);
});

test('the log says nothing of a version that lives', () => {
  const log = keptLog();
  testSource({ version: 'v24.0', log });
  expect(log.lines).toEqual([]);
});
