import type { UsageNote } from './answer.js';
import type { QuotaUse } from './quota.js';

/** The usage headers of an answer; see https://developers.facebook.com/docs/graph-api/overview/rate-limiting#headers. */
export function usageHeaders(note: UsageNote): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  if (note.app !== undefined) headers['x-app-usage'] = JSON.stringify(shares(note.app));
  if (note.account !== undefined) {
    const { id, use } = note.account;
    headers['x-business-use-case-usage'] = JSON.stringify({
      [id]: [
        {
          type: 'whatsapp_business_management',
          ...shares(use),
          estimated_time_to_regain_access: use.regainMinutes,
        },
      ],
    });
  }
  return headers;
}

/** Time and processor shares rise with the calls, only more slowly. */
function shares(use: QuotaUse): Readonly<Record<string, number>> {
  return {
    call_count: use.percent,
    total_cputime: Math.floor(use.percent / 4),
    total_time: Math.floor(use.percent / 3),
  };
}
