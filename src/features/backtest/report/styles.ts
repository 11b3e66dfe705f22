/** The colours are those of the desk's own pages. */
export const STYLES = `
:root { color-scheme: light dark; --ground:#f6f6f5; --surface:#fff; --line:#e5e5e2; --text:#1b1c1e; --text-2:#54575c; --current:#8d9197;
  --candidate:#0b6b6e; --soft:#e0f0ef; --good:#1c6e43; --bad:#b3261e; --track:#efefed; --open:#d7dbdf; --counted:#45a07f; --paused:#c3c6ca; --outside:#e6dcc3; }
@media (prefers-color-scheme: dark) { :root { --ground:#131416; --surface:#1a1b1e; --line:#2b2d31; --text:#ececed; --text-2:#b0b3b9; --current:#7d828a;
  --candidate:#45b3af; --soft:#143230; --good:#6cc695; --bad:#ff8d84; --track:#26282c; --open:#34383e; --counted:#3d8f70; --paused:#55595f; --outside:#4d4431; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.55 -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 1040px; margin: 0 auto; padding: 24px 20px 64px; }
h1 { font-size: 24px; margin: 8px 0 4px; } h2 { font-size: 17px; margin: 36px 0 8px; } h3, h4 { font-size: 14px; margin: 16px 0 6px; }
.note { color: var(--text-2); font-size: 12px; } .good { color: var(--good); } .bad { color: var(--bad); } .even { color: var(--text-2); }
.lead { font-size: 16px; background: var(--soft); border-left: 3px solid var(--candidate); border-radius: 4px; padding: 12px 16px; }
.lead p { margin: 0 0 4px; } .lead p + p { font-size: 14px; }
.marks { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 12px; margin: 16px 0; }
.mark, .tile { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 10px 14px; overflow-wrap: anywhere; }
.mark b { display: block; } .mark code { font-size: 11px; color: var(--text-2); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; }
.tile dt { color: var(--text-2); font-size: 12px; } .tile dd { margin: 2px 0 0; font-size: 20px; } .tile dd small { display: block; font-size: 12px; }
.key span { display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin: 0 4px 0 12px; vertical-align: -1px; } .key { color: var(--text-2); font-size: 12px; }
svg { width: 100%; height: auto; display: block; background: var(--surface); border: 1px solid var(--line); border-radius: 6px; padding: 10px; }
.scroll > svg { min-width: 640px; } svg text { fill: var(--text); font-size: 12px; } svg .value { fill: var(--text-2); font-size: 11px; } svg .grid { stroke: var(--line); }
.track { fill: var(--track); } rect.current { fill: var(--current); } rect.candidate { fill: var(--candidate); }
polygon.open { fill: var(--open); } polyline { fill: none; stroke-width: 1.6; } polyline.current { stroke: var(--current); stroke-dasharray: 5 3; } polyline.candidate { stroke: var(--candidate); }
span.current { background: var(--current); } span.candidate { background: var(--candidate); } span.open { background: var(--open); }
span.counted { background: var(--counted); } span.paused { background: var(--paused); } span.outside { background: var(--outside); }
rect.counted { fill: var(--counted); } rect.paused { fill: var(--paused); } rect.outside { fill: var(--outside); }
.strip { width: 280px; height: 12px; padding: 0; border: 0; border-radius: 2px; background: var(--track); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; background: var(--surface); border: 1px solid var(--line); font-size: 13px; }
th, td { padding: 5px 8px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; } thead th { color: var(--text-2); font-weight: 500; font-size: 12px; text-align: right; }
tr > th:first-child { text-align: left; white-space: normal; font-weight: 500; min-width: 150px; } .sides th:first-child { text-align: right; min-width: 0; } td.word { text-align: left; white-space: normal; }
thead [colspan] { text-align: center; border-left: 1px solid var(--line); } code { font-size: 12px; overflow-wrap: anywhere; }
details { background: var(--surface); border: 1px solid var(--line); border-radius: 6px; margin: 8px 0; padding: 8px 14px; } summary { cursor: pointer; }
.language { position: absolute; opacity: 0; } .languages { display: flex; gap: 6px; justify-content: flex-end; } .languages label { padding: 3px 12px; border: 1px solid var(--line); border-radius: 4px; background: var(--surface); cursor: pointer; }
.tongue { display: none; } .only .tongue { display: block; }
#say-zh:checked ~ .tongue[lang="zh-CN"], #say-en:checked ~ .tongue[lang="en"] { display: block; }
#say-zh:checked ~ .languages [for="say-zh"], #say-en:checked ~ .languages [for="say-en"] { border-color: var(--candidate); color: var(--candidate); font-weight: 600; }
.language:focus-visible ~ .languages label { outline: 2px solid var(--candidate); outline-offset: 1px; }
@media print { :root { color-scheme: light; --ground:#fff; --surface:#fff; --line:#d0d0cc; --text:#000; --text-2:#444; --current:#8d9197; --candidate:#0b6b6e; --soft:#f2f8f8; --good:#1c6e43; --bad:#b3261e; --track:#efefed; --open:#d7dbdf; --counted:#45a07f; --paused:#c3c6ca; --outside:#e6dcc3; }
  body { font-size: 11px; print-color-adjust: exact; -webkit-print-color-adjust: exact; } main { max-width: none; padding: 0; } .languages { display: none; } .scroll { overflow: visible; } table, thead th, td .note, th .note { font-size: 9px; } th, td { padding: 3px 4px; } tr > th:first-child { min-width: 90px; }
  h2, h3 { break-after: avoid; } svg, tr, .tile, .mark { break-inside: avoid; } details::details-content { content-visibility: visible; display: block; height: auto; } .strip { width: 160px; } }
@page { size: A4 landscape; margin: 12mm; }
`;
