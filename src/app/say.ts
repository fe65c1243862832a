import type { Route } from '../domain/route.js';
import type { ChatPlatform, Posted } from '../ports.js';
import type { Claim } from './outgoing.js';
import type { CardSpeech, Speech } from './speech.js';

/** Whether a request may begin; absent: it may. */
export type MayBegin = (() => boolean) | undefined;

/** How something is said. */
interface Saying<S> {
  readonly route: Route;
  readonly speech: S;
  readonly mayBegin: MayBegin;
}

/** Posts what was claimed, or edits where it stands; null: it was edited. Throws DeliveryError. */
export async function sayAlone(
  platform: ChatPlatform,
  { notification, thread, maybeSentSince }: Claim,
  { route, speech, mayBegin }: Saying<Speech>,
): Promise<Posted | null> {
  const { channel } = route;
  const { id: key, body } = notification;
  if ('picture' in speech) {
    return (
      platform.postPicture?.({ channel, key, picture: speech.picture, maybeSentSince, mayBegin }) ?? null
    );
  }
  const amended =
    body.kind === 'root' ? thread?.receipt : body.kind === 'delivers-again' ? body.receipt : null;
  if (amended) {
    await platform.edit(amended, speech.card, { key, matter: speech.matter, mayBegin });
    return null;
  }
  return platform.post({
    channel,
    card: speech.card,
    key,
    under: body.kind === 'entry' ? (thread?.receipt ?? null) : null,
    mention: speech.mention,
    loud: speech.loud,
    maybeSentSince,
    mayBegin,
    matter: speech.matter,
  });
}

/** Posts the message that roots share, or edits it; null: it was edited. Throws DeliveryError. */
export async function sayTogether(
  platform: ChatPlatform,
  claims: readonly Claim[],
  { key, route, speech, mayBegin }: Saying<CardSpeech> & { readonly key: string },
): Promise<Posted | null> {
  const receipt = claims.flatMap(({ thread }) => thread?.receipt ?? [])[0];
  if (receipt) {
    await platform.edit(receipt, speech.card, { key, mayBegin });
    return null;
  }
  const { channel } = route;
  const { card, mention, loud } = speech;
  const tried = claims.flatMap(({ maybeSentSince }) => maybeSentSince ?? []);
  const maybeSentSince = tried.toSorted((a, b) => a - b)[0] ?? null;
  return platform.post({ channel, card, key, under: null, mention, loud, maybeSentSince, mayBegin });
}
