/** How Slack looks on a phone, roughly. */
export const slackCss = `
html { --back: #fff; --ink: #1d1c1d; --soft: #616061; --line: #dddddd; --link: #1264a3; --head: #f8f8f8;
  --call: #fff5db; --call-ink: #7a5300; --code: #c01343; --badge: #ececec; --button: #fff; --go: #007a5a; }
html.dark { --back: #1a1d21; --ink: #d1d2d3; --soft: #a6a7a9; --line: #3b3e43; --link: #3fa6e0; --head: #222529;
  --call: #4a3b12; --call-ink: #f2c744; --code: #e8912d; --badge: #34373c; --button: #1f2226; }
html { background: var(--back); color: var(--ink); font: 15px/21px Lato, 'Open Sans', 'Noto Sans', 'DejaVu Sans', sans-serif; }
.bar { display: flex; gap: 8px; align-items: baseline; padding: 11px 14px; border-bottom: 1px solid var(--line);
  background: var(--head); font-weight: 900; font-size: 16px; }
.bar small { color: var(--soft); font-weight: 400; font-size: 13px; }
.message { display: flex; gap: 10px; padding: 14px 14px 16px; }
.message > .face { flex: none; margin-top: 2px; }
.body { flex: 1; min-width: 0; }
.sender { display: flex; gap: 6px; align-items: center; }
.sender b { font-weight: 900; }
.sender i { font: 700 10px/14px Lato, sans-serif; background: var(--badge); color: var(--soft); border-radius: 3px; padding: 0 4px; }
.sender span, .only, .context { color: var(--soft); font-size: 12.5px; line-height: 18px; }
.only { display: flex; gap: 5px; align-items: center; margin-bottom: 2px; }
h1 { font-size: 17px; line-height: 23px; font-weight: 900; margin: 5px 0 2px; }
.rich, .section, .context, .actions, table, .picture { margin-top: 7px; }
.rich b { font-weight: 900; }
.rich ul, .rich ol { padding-left: 20px; }
.rich li::marker { color: var(--soft); }
.rich > * + * { margin-top: 3px; }
.context { display: flex; flex-wrap: wrap; gap: 0 5px; }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 6px 12px; }
.mention { background: var(--call); color: var(--call-ink); border-radius: 3px; padding: 0 2px; }
.context .mention { font-size: 13.5px; }
a { color: var(--link); }
code { color: var(--code); border: 1px solid var(--line); border-radius: 3px; padding: 0 3px; font: 13px 'DejaVu Sans Mono', monospace; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 9px; }
.button { border: 1px solid var(--line); border-radius: 8px; padding: 5px 12px; font-weight: 900; font-size: 14px; background: var(--button); }
.button.primary { background: var(--go); border-color: var(--go); color: #fff; }
.button.danger { background: #e01e5a; border-color: #e01e5a; color: #fff; }
.beside { display: flex; gap: 11px; margin-top: 11px; }
.beside > i { flex: none; width: 4px; border-radius: 4px; }
.beside > div { flex: 1; min-width: 0; }
.beside > div > :first-child { margin-top: 0; }
table { width: 100%; font-size: 13px; line-height: 17px; }
td { border: 1px solid var(--line); padding: 5px 6px; vertical-align: top; }
td.right { text-align: right; } td.center { text-align: center; }
tr:first-child td { background: var(--head); }
.picture { border: 1px solid var(--line); border-radius: 8px; }
.thread { display: flex; gap: 6px; align-items: center; margin-top: 10px; font-size: 13px; color: var(--soft); }
.thread svg { border-radius: 4px; }
.thread b { color: var(--link); }
.typed { margin: 12px 14px 0; border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; }
`;
