import { unescaped } from './text.js';

/** `<tel:+62812|+62 812>`, `<https://a.example>` and `<mailto:a@b.example|a@b.example>`, as Slack rewrites what is typed. */
const WRAPPED = /<(?:tel:|mailto:|https?:\/\/)[^<>|]*(?:\|([^<>]*))?>/g;

/** What somebody typed, from what Slack made of it: links are what they showed, and `&lt;` is a `<` again. */
export function typedText(text: string): string {
  return unescaped(
    text.replace(WRAPPED, (whole: string, label: string | undefined) =>
      label === undefined || label === '' ? whole.slice(1, -1).replace(/^(?:tel|mailto):/, '') : label,
    ),
  ).trim();
}

/** A command line in its parts; a slash and the configured prefix before the name may stand there or not. */
export function commandLine(
  line: string,
  prefix: string,
): { readonly command: string; readonly text: string } {
  const [, name = '', text = ''] = /^\/?(\S*)\s*([\s\S]*)$/.exec(line.trim()) ?? [];
  const command = prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return { command, text: text.trim() };
}
