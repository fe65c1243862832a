import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where one of the secrets stands in a text: the first of them, with what is around it. Null: nowhere. */
export function secretIn(text: string, secrets: Iterable<string>): string | null {
  for (const secret of secrets) {
    const at = text.indexOf(secret);
    if (at >= 0) return `${text.slice(Math.max(0, at - 80), at)}[HERE: ${secret.slice(0, 6)}…]`;
  }
  return null;
}

/** All files below a folder with their bytes as text of one character each; `except` are names left out. */
export function filesIn(
  folder: string,
  except: readonly string[] = [],
): readonly (readonly [string, string])[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !except.includes(entry.name))
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path, 'latin1')] as const;
    });
}
