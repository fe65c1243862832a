import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { ResvgRenderOptions } from '@resvg/resvg-js';
import { fontFamily, fontFiles } from './fonts.js';
import { picture } from './sheet.js';

/** How the picture is rendered: twice the size, with the font that ships and no other. */
export const rendering: ResvgRenderOptions = {
  font: {
    loadSystemFonts: false,
    fontFiles: Object.values(fontFiles),
    defaultFontFamily: fontFamily,
  },
  fitTo: { mode: 'width', value: 2 * picture.width },
};

// The engine holds ten megabytes for each picture that the garbage collector does not count and so does not free.
// They go with the thread. The thread's code is text, so that it is found however this file was built.
const thread = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { Resvg } = require(workerData.engine);
  const png = Uint8Array.from(new Resvg(workerData.svg, workerData.rendering).render().asPng());
  parentPort.postMessage(png, [png.buffer]);
`;

const engine = createRequire(import.meta.url).resolve('@resvg/resvg-js');

/** Renders SVG to PNG on a thread of its own, which ends with it. Rejects when the SVG is none. */
export function renderPng(svg: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(thread, {
      eval: true,
      execArgv: [],
      env: {},
      workerData: { svg, rendering, engine },
    });
    let png: Uint8Array | null = null;
    let cause: unknown = null;
    worker.once('message', (rendered: unknown) => {
      if (rendered instanceof Uint8Array) png = rendered;
    });
    worker.once('error', (error) => {
      cause = error;
    });
    worker.once('exit', () => {
      if (png) resolve(png);
      else reject(new Error('The picture could not be rendered.', { cause }));
    });
  });
}
