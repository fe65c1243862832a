import { describe, expect, it } from 'vitest';
import { isException } from '../../../src/adapters/system/no-proxy.js';

describe('NO_PROXY', () => {
  it.each<[string, string, string, boolean]>([
    ['nothing', '', 'slack.com', false],
    ['everything', '*', 'slack.com', true],
    ['a host', 'other.example, slack.com', 'slack.com', true],
    ['a host in capitals, with the dot of a full name', 'SLACK.com', 'Slack.COM.', true],
    ['all below a host', 'slack.com', 'wss-primary.slack.com', true],
    ['a domain with a dot', '.slack.com', 'wss-primary.slack.com', true],
    ['a domain with a star', '*.slack.com', 'wss-primary.slack.com', true],
    ['no host that merely ends alike', 'slack.com', 'notslack.com', false],
    ['a host at its port', 'slack.com:443', 'slack.com', true],
    ['no host at another port', 'slack.com:8443', 'slack.com', false],
    ['an address', '127.0.0.1', '127.0.0.1', true],
    ['an address at its port', '[::1]:443', '[::1]', true],
    ['an address without brackets', '::1', '[::1]', true],
    ['a range', '10.0.0.0/8', '10.200.3.4', true],
    ['a range of IPv6', 'fd00::/8', '[fd12::1]', true],
    ['no address outside a range', '10.0.0.0/8', '11.0.0.1', false],
    ['no host by a range', '10.0.0.0/8', 'slack.com', false],
    ['nothing by a range that is none', '10.0.0.0/64 ::/200', '10.0.0.1', false],
    ['entries parted by blanks', 'a.example\tslack.com', 'slack.com', true],
    ['no part of an address', '0.1', '10.0.0.1', false],
  ])('names %s: %j, %s', (_what, list, host, isNamed) => {
    expect(isException(list, host, 443)).toBe(isNamed);
  });
});
