import { qualityNamed } from '../../domain/quality-name.js';
import type { TemplateSnapshot } from '../../domain/snapshot.js';
import { rawWord } from './number-wire.js';
import { leaf, objectOf, shape } from '../../kit/wire.js';

const templateShape = shape({
  id: leaf.id,
  name: leaf.text,
  language: leaf.text,
  status: leaf.text,
  quality_score: leaf.raw,
});

/**
 * Reads one message template; null when it has no id.
 * https://developers.facebook.com/docs/graph-api/reference/whats-app-business-hsm
 */
export function templateFrom(value: unknown): TemplateSnapshot | null {
  const wire = templateShape(value);
  if (wire?.id == null) return null;
  return {
    id: wire.id,
    name: wire.name ?? wire.id,
    language: wire.language ?? '',
    quality: qualityNamed(rawWord(objectOf(wire.quality_score)?.['score'] ?? wire.quality_score)),
    status: wire.status,
  };
}
