import { escaped } from './escape.js';
import type { Theme } from './screen.js';

/** A page that needs nothing from outside. `css` and `body` are trusted, the rest is not. */
export function page(parts: {
  readonly language: string;
  readonly theme: Theme;
  readonly css: string;
  readonly body: string;
}): string {
  return `<!doctype html>
<html lang="${escaped(parts.language)}" class="${parts.theme}">
<meta charset="utf-8">
<style>
* { box-sizing: border-box; margin: 0; }
body { width: 100%; overflow-wrap: break-word; -webkit-font-smoothing: antialiased; }
table { border-collapse: collapse; }
img { max-width: 100%; display: block; }
${parts.css}</style>
<body>${parts.body}</body>
</html>`;
}

/** The bot's face in a chat: a signal that watches. */
export const face =
  '<svg class="face" viewBox="0 0 36 36" width="36" height="36"><rect width="36" height="36" rx="8" fill="#0f6b5c"/><rect x="8" y="20" width="5" height="8" rx="1.5" fill="#57d18c"/><rect x="15.5" y="14" width="5" height="14" rx="1.5" fill="#f2cc4d"/><rect x="23" y="8" width="5" height="20" rx="1.5" fill="#ff7b72"/></svg>';
