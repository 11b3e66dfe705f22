/** Inside the shadow root of a mail or note. */
export const RICH_TEXT_CSS = `
:host { display: block; contain: layout paint style; }
.body { overflow-x: auto; font: 14px/1.65 var(--font); color: inherit; overflow-wrap: anywhere; }
.body > :first-child { margin-top: 0; } .body > :last-child { margin-bottom: 0; }
p { margin: 0 0 .6em; } ul, ol { margin: 0 0 .6em; padding-left: 1.6em; }
blockquote { margin: .4em 0; padding-left: 12px; border-left: 3px solid var(--c-line-strong); color: var(--c-text-2); }
pre, code { font-family: var(--mono); font-size: 13px; }
pre { padding: 8px 12px; border-radius: 6px; background: var(--c-sunken); white-space: pre-wrap; }
img { max-width: 100%; height: auto; }
img[data-remote-src] { display: inline-block; min-width: 16px; min-height: 16px; background: var(--c-sunken); border: 1px dashed var(--c-line-strong); border-radius: 4px; }
table { border-collapse: collapse; max-width: 100%; } td, th { vertical-align: top; }
a { color: var(--c-accent); }
span[data-type="mention"] { padding: 0 3px; border-radius: 4px; background: var(--c-accent-soft); color: var(--c-accent); font-weight: 500; }
@media print { :host { contain: none; } .body { overflow: visible; } }
`;
