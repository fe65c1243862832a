import { startSimulator } from '../../src/simulator/server.js';
import { storyOf, type WorldSize } from './worlds.js';

/** Runs a Graph of its own, so that what it costs is not counted; the parent turns its clock with messages. */
const size = JSON.parse(process.argv[2] ?? '') as WorldSize;
let now = Number(process.argv[3]);

process.on('message', (message) => {
  now = Number(message);
});
process.on('disconnect', () => process.exit());
const { url } = await startSimulator({
  story: storyOf(size, now),
  now: () => now,
  latencyMs: size.latency,
});
process.send?.(url);
