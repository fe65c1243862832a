/** How Discord looks on a phone, roughly. */
export const discordCss = `
html { --back: #fff; --ink: #2e3035; --soft: #5c5e66; --line: #dcdde1; --card: #f3f3f5; --head: #fbfbfc; --strong: #060607;
  --call: #e6e8fd; --call-ink: #4149b8; --chip: #e3e5e8; --code: #eceef0; --button: #dfe1e5; --link: #006ce7; }
html.dark { --back: #313338; --ink: #dbdee1; --soft: #a5abb3; --line: #43454b; --card: #2b2d31; --head: #2b2d31; --strong: #f2f3f5;
  --call: #3c4270; --call-ink: #c9cdfb; --chip: #404249; --code: #1e1f22; --button: #4e5058; --link: #00a8fc; }
html { background: var(--back); color: var(--ink); font: 15px/20px 'Open Sans', 'Noto Sans', Lato, 'DejaVu Sans', sans-serif; }
.bar { padding: 11px 14px; border-bottom: 1px solid var(--line); background: var(--head); color: var(--strong); font-weight: 700; }
.message { display: flex; gap: 11px; padding: 14px 14px 16px; }
.message > .face { flex: none; border-radius: 18px; margin-top: 2px; }
.body { flex: 1; min-width: 0; }
.sender { display: flex; gap: 6px; align-items: center; margin-bottom: 2px; }
.sender b { color: var(--strong); font-weight: 600; }
.sender i { font: 600 10px/15px 'Open Sans', sans-serif; background: #5865f2; color: #fff; border-radius: 4px; padding: 0 4px; }
.sender span, .only { color: var(--soft); font-size: 12px; }
.used { color: var(--soft); font-size: 13px; padding: 12px 14px 0 61px; margin-bottom: -8px; }
.used b { color: var(--call-ink); background: var(--call); border-radius: 3px; padding: 0 3px; font-weight: 400; }
.embed { background: var(--card); border-left: 4px solid; border-radius: 4px; padding: 10px 12px 12px; margin-top: 6px; font-size: 14px; line-height: 19px; }
.embed h1 { font-size: 15px; line-height: 20px; font-weight: 700; color: var(--strong); }
.embed .said { margin-top: 6px; }
.field { margin-top: 8px; } .field h2 { font-size: 13.5px; line-height: 18px; font-weight: 700; color: var(--strong); }
.small, .foot { font-size: 12px; line-height: 16px; color: var(--soft); } .foot { margin-top: 8px; }
.embed img { margin-top: 10px; border-radius: 4px; }
.mention { background: var(--call); color: var(--call-ink); border-radius: 3px; padding: 0 2px; font-weight: 600; }
.time { background: var(--chip); border-radius: 3px; padding: 0 2px; }
code { background: var(--code); border-radius: 4px; padding: 0 3px; font: 13px 'DejaVu Sans Mono', monospace; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 4px; padding: 6px; margin-top: 6px;
  font: 12px/16px 'DejaVu Sans Mono', 'Noto Color Emoji', monospace; white-space: pre-wrap; }
a { color: var(--link); }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.button { background: var(--button); color: var(--strong); border-radius: 8px; padding: 6px 14px; font-weight: 600; font-size: 14px; }
.menu { flex: 1; display: flex; justify-content: space-between; background: var(--code); border: 1px solid var(--chip); border-radius: 8px; padding: 7px 12px; font-size: 14px; }
.button.primary { background: #5865f2; color: #fff; } .button.danger { background: #d22d39; color: #fff; }
.thread { margin-top: 10px; font-size: 13px; color: var(--soft); background: var(--card); border-radius: 6px; padding: 7px 10px; }
.thread b { color: var(--link); font-weight: 600; }
.only { margin-top: 6px; }
`;
