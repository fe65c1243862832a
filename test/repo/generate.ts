import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generated } from './generated.js';

for (const { file, text } of await generated()) writeFileSync(join(import.meta.dirname, '../..', file), text);
