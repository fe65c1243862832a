import { known, unknown, type Reading } from '../../domain/reading.js';
import type { LookGap, TemplateSnapshot, WabaId } from '../../domain/snapshot.js';
import { MINUTE, type Span } from '../../domain/time.js';
import { isOn, waitFrom } from '../../domain/wait.js';
import type { Clock } from '../../ports.js';
import type { Chain } from './chain.js';
import { failureOf, type FailedCall } from './failure.js';
import { pageQuery } from './fields.js';
import type { GraphCall } from './graph-call.js';
import { walkPages } from './page-walk.js';
import { causeOf, problemOf } from './problem.js';
import { templateFrom } from './template-wire.js';

/** The templates of an account, and what could not be seen of them. */
export interface TemplateSight {
  readonly templates: Reading<readonly TemplateSnapshot[]>;
  readonly gaps: readonly LookGap[];
}

/** Reads templates, every quarter of an hour at most. Never throws. */
export interface TemplateLook {
  of(waba: WabaId, chain: Chain): Promise<TemplateSight>;
}

const keptFor = 15 * MINUTE;

/** A look that has seen nothing yet. */
export function createTemplateLook(call: GraphCall, clock: Clock): TemplateLook {
  const kept = new Map<string, { readonly sight: TemplateSight; readonly holds: Span }>();
  return {
    async of(waba, chain) {
      const key = `${chain.fingerprint}:${waba}`;
      const last = kept.get(key);
      if (last !== undefined && (isOn(last.holds, clock.now()) || call.isTight(chain, waba)))
        return last.sight;
      const { rows, trouble } = await walkPages(
        null,
        (cursor) =>
          call.get({
            path: [waba, 'message_templates'],
            query: pageQuery('id,name,language,status,quality_score', cursor),
            account: waba,
            chain,
          }),
        { look: chain.bounds },
      );
      // A list that broke off would make templates look deleted, so it does not count at all.
      if (trouble !== null) {
        const sight = hidden(waba, trouble);
        if (trouble.cause === 'beyond') kept.set(key, { sight, holds: waitFrom(clock.now(), keptFor) });
        return sight;
      }
      const templates = rows.map(templateFrom).filter((template) => template !== null);
      const lost = rows.length - templates.length;
      const sight: TemplateSight = {
        templates: known([...new Map(templates.map((template) => [template.id, template])).values()]),
        gaps:
          lost === 0
            ? []
            : gapsOf(waba, failureOf('unreadable', { note: { kind: 'templates-unreadable', count: lost } })),
      };
      kept.set(key, { sight, holds: waitFrom(clock.now(), keptFor) });
      return sight;
    },
  };
}

function hidden(waba: WabaId, failure: FailedCall): TemplateSight {
  return { templates: unknown('refused'), gaps: gapsOf(waba, failure) };
}

function gapsOf(waba: WabaId, failure: FailedCall): readonly LookGap[] {
  return [{ waba, part: 'templates', problem: problemOf(failure).problem, cause: causeOf(failure) }];
}
