import type { Chromium } from './chromium.js';

/** What a browser shows of a page. */
export interface Shot {
  readonly png: Uint8Array;
  /** CSS pixels that stick out to the right; 0 when nothing is cut. */
  readonly overflow: number;
}

function textIn(answer: Readonly<Record<string, unknown>>, name: string): string {
  const value = answer[name];
  if (typeof value !== 'string') throw new Error(`The browser did not say its ${name}.`);
  return value;
}

/** The size of the whole page, when everything in it is there. */
const measure = `Promise.all([document.fonts.ready, ...[...document.images].map((one) => one.decode())])
  .then(() => [document.documentElement.scrollWidth, Math.ceil(document.body.getBoundingClientRect().height)].join(' '))`;

/** Opens a page of HTML that needs nothing from outside, and takes a picture of all of it, `width` CSS pixels wide. */
export async function shotOf(
  browser: Chromium,
  html: string,
  size: { readonly width: number; readonly scale: number },
): Promise<Shot> {
  const target = textIn(await browser.ask('Target.createTarget', { url: 'about:blank' }), 'targetId');
  const page = textIn(
    await browser.ask('Target.attachToTarget', { targetId: target, flatten: true }),
    'sessionId',
  );
  const screen = { width: size.width, height: 400, deviceScaleFactor: size.scale, mobile: false };
  await browser.ask('Emulation.setDeviceMetricsOverride', screen, page);
  const tree = await browser.ask('Page.getFrameTree', {}, page);
  const { frame } = tree['frameTree'] as { frame: { id: string } };
  await browser.ask('Page.setDocumentContent', { frameId: frame.id, html }, page);
  const measured = await browser.ask('Runtime.evaluate', { expression: measure, awaitPromise: true }, page);
  const { value } = measured['result'] as { value?: string };
  const [wide = 0, high = 0] = (value ?? '').split(' ').map(Number);
  if (high === 0) throw new Error('The browser shows nothing.');
  await browser.ask('Emulation.setDeviceMetricsOverride', { ...screen, height: high }, page);
  const clip = { x: 0, y: 0, width: size.width, height: high, scale: 1 };
  const shot = await browser.ask('Page.captureScreenshot', { format: 'png', clip }, page);
  await browser.ask('Target.closeTarget', { targetId: target });
  return { png: Buffer.from(textIn(shot, 'data'), 'base64'), overflow: Math.max(0, wide - size.width) };
}
