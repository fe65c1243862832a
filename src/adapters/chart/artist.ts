import type { Artist, SignalArtist } from '../../ports.js';

/** Draws with what is beside it. The engine and the font are loaded with the first picture: most commands need none. */
export const chartArtist: Artist & SignalArtist = {
  async picture(facts, labels) {
    const [{ usageChart }, { altText }] = await Promise.all([
      import('./usage-chart.js'),
      import('./alt-text.js'),
    ]);
    const { png } = await usageChart(facts, labels);
    return { png, name: 'usage.png', alt: altText(facts, labels) };
  },
  async drawn(facts, labels, width) {
    const [{ drawnChart }, { altText }] = await Promise.all([
      import('./drawn-chart.js'),
      import('./alt-text.js'),
    ]);
    return { drawn: drawnChart(facts, labels, width), alt: altText(facts, labels) };
  },
  async signals(facts, labels) {
    const [{ renderPng }, { signalsSvg }, { signalsAltText }] = await Promise.all([
      import('./render.js'),
      import('./signals-svg.js'),
      import('./alt-text.js'),
    ]);
    const png = await renderPng(signalsSvg(facts, labels));
    return { png, name: 'signals.png', alt: signalsAltText(facts, labels) };
  },
  async drawnSignals(facts, labels, width) {
    const [{ drawnSignals }, { signalsAltText }] = await Promise.all([
      import('./drawn-signals.js'),
      import('./alt-text.js'),
    ]);
    return { drawn: drawnSignals(facts, labels, width), alt: signalsAltText(facts, labels) };
  },
};
