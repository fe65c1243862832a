import type { SimNumber, SimPortfolio, SimTemplate, SimToken, SimWaba, World } from './world.js';

/** The world with one portfolio changed; the same world when the id is unknown. */
export function withPortfolio(world: World, id: string, change: Partial<SimPortfolio>): World {
  return {
    ...world,
    portfolios: world.portfolios.map((portfolio) =>
      portfolio.id === id ? { ...portfolio, ...change } : portfolio,
    ),
  };
}

/** The world with one number changed. */
export function withNumber(world: World, id: string, change: Partial<SimNumber>): World {
  return mapWabas(world, (waba) =>
    waba.numbers.some((number) => number.id === id)
      ? {
          ...waba,
          numbers: waba.numbers.map((number) => (number.id === id ? { ...number, ...change } : number)),
        }
      : waba,
  );
}

/** The world with one number gone. */
export function withoutNumber(world: World, id: string): World {
  return mapWabas(world, (waba) =>
    waba.numbers.some((number) => number.id === id)
      ? { ...waba, numbers: waba.numbers.filter((number) => number.id !== id) }
      : waba,
  );
}

/** The world with one more number at the end of an account. */
export function withNewNumber(world: World, wabaId: string, number: SimNumber): World {
  return mapWabas(world, (waba) =>
    waba.id === wabaId ? { ...waba, numbers: [...waba.numbers, number] } : waba,
  );
}

/** The world with one template changed. */
export function withTemplate(world: World, id: string, change: Partial<SimTemplate>): World {
  return mapWabas(world, (waba) =>
    waba.templates?.some((template) => template.id === id) === true
      ? {
          ...waba,
          templates: waba.templates.map((template) =>
            template.id === id ? { ...template, ...change } : template,
          ),
        }
      : waba,
  );
}

/** The world with one token changed, found by its value. */
export function withToken(world: World, value: string, change: Partial<SimToken>): World {
  return {
    ...world,
    tokens: world.tokens.map((token) => (token.value === value ? { ...token, ...change } : token)),
  };
}

function mapWabas(world: World, change: (waba: SimWaba) => SimWaba): World {
  return {
    ...world,
    portfolios: world.portfolios.map((portfolio) => ({ ...portfolio, wabas: portfolio.wabas.map(change) })),
  };
}
