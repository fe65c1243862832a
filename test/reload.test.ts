import { expect, it } from 'vitest';
import { inTurn } from '../src/reload.js';

it('whoever asks before a run begins shares it, and whoever asks while it runs shares the next one', async () => {
  let runs = 0;
  let end = (): void => undefined;
  const asked = inTurn(async () => {
    runs += 1;
    const run = runs;
    await new Promise<void>((resolve) => (end = resolve));
    return run;
  });
  const first = [asked(), asked(), asked()];
  await Promise.resolve();
  const second = [asked(), asked()];
  end();
  expect(await Promise.all(first)).toEqual([1, 1, 1]);
  await Promise.resolve();
  end();
  expect(await Promise.all(second)).toEqual([2, 2]);
});

it('a run that fails does not keep the next one from running', async () => {
  let runs = 0;
  const asked = inTurn(() => {
    runs += 1;
    return runs === 1 ? Promise.reject(new Error('no')) : Promise.resolve(runs);
  });
  await expect(asked()).rejects.toThrow('no');
  expect(await asked()).toBe(2);
});
