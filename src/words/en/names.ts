import type { Severity } from '../../domain/finding.js';
import type { Unknown } from '../../domain/reading.js';
import type { Problem, Quality, Status } from '../../domain/snapshot.js';
import { shown } from '../shorten.js';

const statuses: Readonly<Record<Status, string>> = {
  connected: 'Connected',
  pending: 'Pending',
  offline: 'Offline',
  flagged: 'Flagged',
  restricted: 'Restricted',
  'rate-limited': 'Rate limited',
  banned: 'Banned',
  disconnected: 'Disconnected',
  deleted: 'Deleted',
  migrated: 'Moved to another account',
  unverified: 'Not verified',
  unknown: 'Unknown',
};

const qualities: Readonly<Record<Quality, string>> = {
  green: 'High (green)',
  yellow: 'Medium (yellow)',
  red: 'Low (red)',
  unknown: 'Unknown',
};

const colours: Readonly<Record<Quality, string>> = {
  green: 'green',
  yellow: 'yellow',
  red: 'red',
  unknown: 'unknown',
};

const severities: Readonly<Record<Severity, string>> = {
  info: 'Note',
  warning: 'Warning',
  critical: 'Critical',
};

const unknowns: Readonly<Record<Unknown, string>> = {
  'not-looked-yet': 'not checked yet',
  'not-returned': 'Meta returned nothing',
  'not-set': 'Meta has not set it yet',
  'not-understood': 'Meta returned something we do not understand',
  refused: 'Meta refused to tell us',
  incomplete: 'only a part of it could be read',
  'not-offered': 'Meta does not offer it for this account, or it is not switched on',
  'no-history': 'too little history so far',
  'time-unsure': 'it is not certain which day Meta counted',
  moved: 'counted for the number that bears this phone number now',
};

const problems: Readonly<Record<Problem, string>> = {
  unauthorised: 'Meta does not accept our access token',
  forbidden: 'our access token may not see this account',
  throttled: 'Meta asks us to slow down',
  unreachable: 'Meta cannot be reached',
  unintelligible: 'Meta answers with something we do not understand',
};

/** What things are called in English. */
export const names = {
  severities,
  qualities,
  colours,
  statuses,
  /** A status with Meta's own word where we do not know it. */
  status: (status: Status, raw: string | null): string =>
    status === 'unknown' && raw !== null && raw !== '' ? `Unknown (${shown(raw, 40)})` : statuses[status],
  unknowns,
  problems,
  /** unknown: Meta returned nothing */
  unknown: (why: Unknown): string => `unknown: ${unknowns[why]}`,
};
