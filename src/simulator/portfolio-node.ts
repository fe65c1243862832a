import { readLimitField } from './limit-field.js';
import type { RequestedField } from './fields.js';
import type { NodeFieldReader, JsonObject, NodeKind, ReadContext } from './read.js';
import { defaultFields, readEdge } from './read.js';
import { wabaKind } from './waba-node.js';
import type { NodeRef, PortfolioRef, WabaRef } from './world.js';
import { indexOf } from './world.js';

const type = 'Business';

const readers: readonly (readonly [string, NodeFieldReader<PortfolioRef>])[] = [
  ['id', ({ id }) => id],
  ['name', ({ portfolio }) => portfolio.name],
  ['timezone_id', () => 0],
  ['verification_status', ({ portfolio }) => portfolio.verification ?? 'verified'],
  [
    'whatsapp_business_manager_messaging_limit',
    ({ portfolio }, _field, context) => readLimitField(portfolio.limit, type, context),
  ],
];

/** A business portfolio. */
export const portfolioKind: NodeKind<PortfolioRef> = {
  type,
  defaults: defaultFields('id', 'name'),
  readers: new Map(readers),
  edges: new Map([
    ['owned_whatsapp_business_accounts', (ref, field, context) => accounts(ref, true, field, context)],
    ['client_whatsapp_business_accounts', (ref, field, context) => accounts(ref, false, field, context)],
  ]),
};

/** Meta's samples show owned accounts' ids as numbers, client accounts' ids as text. */
function accounts(
  { id, portfolio }: PortfolioRef,
  owned: boolean,
  field: RequestedField,
  context: ReadContext,
): JsonObject {
  const { nodes } = indexOf(context.world);
  return readEdge(
    {
      ownerId: id,
      name: owned ? 'owned_whatsapp_business_accounts' : 'client_whatsapp_business_accounts',
      kind: wabaKind,
      items: portfolio.wabas
        .filter((waba) => waba.owned === owned)
        .map((waba) => nodes.get(waba.id))
        .filter(isAccount),
      numericIds: owned,
    },
    field,
    context,
  );
}

function isAccount(ref: NodeRef | undefined): ref is WabaRef {
  return ref?.kind === 'waba';
}
