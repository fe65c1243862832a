import { fitsEnv } from '../../../config/env-text.js';
import type { SetupVariable } from '../../domain/setup-variable.js';
import { allPlatforms } from '../../platforms.js';
import type { SetupSession } from './session.js';

/** How a value fared, in the operator's language. */
export type Tried =
  | { readonly ok: true; readonly say: string }
  | {
      readonly ok: false;
      readonly say: string;
      /** Another value without which this one cannot be tried. */
      readonly wants?: AskedValue;
    };

/** A value to ask for. */
export interface AskedValue {
  readonly variable: SetupVariable;
  /** Where people find it. */
  readonly page: string;
}

/**
 * Has a value that works: the set one, or one asked for until it works or is skipped. Resolves to whether there is one.
 */
export async function askFor(
  session: SetupSession,
  asked: AskedValue,
  tryIt: () => Promise<Tried>,
): Promise<boolean> {
  const { prompts, words, draft } = session;
  const { setup } = words;
  const { variable } = asked;
  const origin = draft.origin(variable);
  if (origin !== null) {
    const kept = await prompts.busy(setup.trying(variable), tryIt);
    if (kept.ok) prompts.good(setup.kept(kept.say));
    else prompts.bad(setup.fails(variable, kept.say));
    if (kept.ok) return true;
    const other = otherOf(kept, asked);
    if (other !== null) return askFor(session, other, tryIt);
    if (origin !== 'dot-env') {
      prompts.tell(setup.setElsewhere[origin](variable));
      return false;
    }
  }
  prompts.tell(setup.explains[variable]);
  prompts.raw(asked.page);
  return typed(session, asked, tryIt);
}

async function typed(
  session: SetupSession,
  asked: AskedValue,
  tryIt: () => Promise<Tried>,
): Promise<boolean> {
  const { prompts, words, draft } = session;
  const { setup } = words;
  const { variable } = asked;
  for (;;) {
    const value = (await prompts.secret(setup.secret(variable))).trim();
    if (value === '') return false;
    const flaw = flawOf(variable, value, session);
    if (flaw !== null) {
      prompts.bad(flaw);
      continue;
    }
    draft.set(variable, value);
    const told = await retried(session, asked, tryIt);
    if (told === 'works') return true;
    draft.forget(variable);
    if (told === 'skip') return false;
  }
}

/** What can be seen of a value without trying it; null: nothing. */
function flawOf(variable: string, value: string, { words: { setup } }: SetupSession): string | null {
  if (!fitsEnv(value)) return setup.malformed;
  for (const { variables } of allPlatforms) {
    const own = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
    if (own?.kind !== 'secret' || own.mistaken === undefined) continue;
    const { prefix, belongs } = own.mistaken;
    if (value.startsWith(prefix)) return setup.belongsElsewhere(prefix, belongs);
  }
  return null;
}

/** Tries until it works or somebody says what else to do. */
async function retried(
  session: SetupSession,
  asked: AskedValue,
  tryIt: () => Promise<Tried>,
): Promise<'works' | 'retype' | 'skip'> {
  const { prompts, words } = session;
  const { setup } = words;
  const { variable } = asked;
  for (;;) {
    const tried = await prompts.busy(setup.trying(variable), tryIt);
    if (tried.ok) {
      prompts.good(tried.say);
      return 'works';
    }
    prompts.bad(setup.fails(variable, tried.say));
    const other = otherOf(tried, asked);
    if (other !== null && (await askFor(session, other, tryIt))) return 'works';
    const what = await prompts.one<'retype' | 'again' | 'skip'>(setup.whatNow, [
      { value: 'retype', label: setup.pick.retype },
      { value: 'again', label: setup.pick.again },
      { value: 'skip', label: setup.pick.skip },
    ]);
    if (what !== 'again') return what;
  }
}

/** Another value that is wanted first; null: it is this one that does not work. */
function otherOf({ wants }: Extract<Tried, { ok: false }>, { variable }: AskedValue): AskedValue | null {
  return wants === undefined || wants.variable === variable ? null : wants;
}
