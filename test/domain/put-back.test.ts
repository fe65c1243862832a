import { describe, expect, it } from 'vitest';
import { withNothingAhead } from '../../src/domain/put-back.js';
import { after, DAY, HOUR, MINUTE } from '../../src/domain/time.js';
import { noon, numberOf } from '../support/looks.js';
import { routeOf, story, type Story } from '../support/story.js';

const red = { numbers: [numberOf(1, { quality: 'red' })] };
const green = { numbers: [numberOf(1)] };
const escalateTo = 'discord:9';
const routes = [
  routeOf(),
  routeOf({ id: escalateTo, platform: 'discord', channel: '9', atLeast: 'critical' }),
];

/** Looks every five minutes that see the same; what was heard after how many minutes. */
function hears(told: Story, minutes: number, seen: typeof red): readonly string[] {
  const heard: string[] = [];
  for (let i = 5; i <= minutes; i += 5) {
    for (const one of told.sees(seen)) heard.push(`${String(i)} min: ${one}`);
  }
  return heard;
}

function moved(told: Story, ms: number): void {
  told.now = after(told.now, ms);
}

describe('once the clock was put back', () => {
  it('nobody is reminded at once, and a reminder comes no later than from then on', () => {
    const told = story({ policy: { remindAfter: HOUR } });
    told.sees(red);
    moved(told, -3 * HOUR);
    expect(hears(told, 70, red)).toEqual(['65 min: slack:C1 log! reminder quality']);
  });

  it('an escalation comes no later than from then on, also after two days ahead', () => {
    const told = story({ policy: { escalateAfter: 30 * MINUTE, remindAfter: null }, routes, escalateTo });
    moved(told, 2 * DAY);
    told.sees(red);
    moved(told, -2 * DAY);
    expect(hears(told, 40, red).map((one) => one.split(' ')[0])).toEqual(['35', '35']);
  });

  it('trouble that comes and goes is over after an hour of calm from then on', () => {
    const told = story();
    for (let i = 0; i < 3; i += 1) {
      told.sees(red);
      told.sees(green);
      told.sees(green);
    }
    expect(told.state.incidents).toHaveLength(1);
    moved(told, -3 * HOUR);
    const over = hears(told, 90, green).find((one) => one.includes('resolved'));
    expect(over).toMatch(/^6[05] min/);
  });

  it('nothing began, ended or was lost to sight in the future', () => {
    const told = story();
    told.sees(red);
    told.isBlind('unreachable');
    const { state } = told;
    const before = after(noon, -3 * HOUR);
    const { incidents, blind } = withNothingAhead(state, before);
    expect(incidents[0]?.openedAt).toBe(after(before, -1));
    expect(blind?.since).toBe(after(before, -1));
    expect(withNothingAhead(state, told.now).incidents).toBe(state.incidents);
  });
});
