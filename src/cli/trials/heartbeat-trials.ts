import { pingOnce } from '../../adapters/system/heartbeat.js';
import { wayOut } from '../../way-out.js';
import { toFix, well, type TrialOf } from './trial-context.js';

/** Pings the monitor once, as a look that saw something does. */
export const heartbeatTrials: TrialOf = async ({ configuration }) => {
  const { heartbeatUrl } = configuration.secrets;
  const what = 'Heartbeat';
  if (heartbeatUrl === null) {
    return [
      well(what, 'It is not used: HEARTBEAT_URL is not set, so nobody notices when this machine is off.'),
    ];
  }
  const trouble = await pingOnce(heartbeatUrl.reveal(), wayOut(configuration).fetch);
  if (trouble === null) return [well(what, 'The monitor took a ping.')];
  const more = trouble.reason.includes('HEARTBEAT_URL') ? '' : ' Check HEARTBEAT_URL.';
  return [toFix(what, `${trouble.reason}${more}`)];
};
