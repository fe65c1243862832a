import type { JsonObject } from '../loopback/json.js';
import { listFrom, objectFrom, objectsFrom, stringFrom } from '../loopback/json.js';
import { CHART_LIMITS } from './limits.js';
import type { Findings } from './text-check.js';
import { checkString } from './text-check.js';

const KINDS: readonly unknown[] = ['line', 'bar', 'area', 'pie'];

function checkCount(count: number, path: string, limit: number, findings: Findings): void {
  if (count === 0) findings.add(path, 'is missing or empty');
  if (count > limit) findings.add(path, `has ${count} entries of ${limit}`);
}

function checkPoint(point: JsonObject, path: string, findings: Findings): void {
  checkString(point['label'], `${path}.label`, CHART_LIMITS.label, findings, true);
  if (!Number.isFinite(point['value'])) findings.add(`${path}.value`, 'is no number');
}

function checkSeries(
  series: readonly JsonObject[],
  labels: readonly string[],
  path: string,
  findings: Findings,
): void {
  checkCount(series.length, path, CHART_LIMITS.series, findings);
  const names = new Set<string>();
  series.forEach((one, index) => {
    const at = `${path}[${index}]`;
    const name = stringFrom(one['name']);
    checkString(one['name'], `${at}.name`, CHART_LIMITS.label, findings, true);
    if (names.has(name)) findings.add(`${at}.name`, `"${name}" stands twice`);
    names.add(name);
    const points = objectsFrom(one['data']);
    checkCount(points.length, `${at}.data`, CHART_LIMITS.points, findings);
    points.forEach((point, each) => {
      checkPoint(point, `${at}.data[${each}]`, findings);
      if (!labels.includes(stringFrom(point['label']))) {
        findings.add(`${at}.data[${each}].label`, 'is none of the categories');
      }
    });
  });
}

/** The chart of a block (https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block). */
export function checkChart(chart: JsonObject, path: string, findings: Findings): void {
  if (!KINDS.includes(chart['type'])) findings.add(`${path}.type`, `unknown "${stringFrom(chart['type'])}"`);
  if (chart['type'] === 'pie') {
    const segments = objectsFrom(chart['segments']);
    checkCount(segments.length, `${path}.segments`, CHART_LIMITS.series, findings);
    segments.forEach((segment, index) => checkPoint(segment, `${path}.segments[${index}]`, findings));
    return;
  }
  const axis = objectFrom(chart['axis_config']);
  const labels = listFrom(axis['categories']).map(stringFrom);
  checkCount(labels.length, `${path}.axis_config.categories`, CHART_LIMITS.categories, findings);
  labels.forEach((label, index) =>
    checkString(label, `${path}.axis_config.categories[${index}]`, CHART_LIMITS.label, findings, true),
  );
  checkString(axis['x_label'], `${path}.axis_config.x_label`, CHART_LIMITS.axisLabel, findings);
  checkString(axis['y_label'], `${path}.axis_config.y_label`, CHART_LIMITS.axisLabel, findings);
  checkSeries(objectsFrom(chart['series']), labels, `${path}.series`, findings);
}
