import { createHash } from "node:crypto";

/** The only style sheet of the pages. The content security policy allows it by its hash. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#f4f4f2;--sheet:#fff;--ink:#1d1f21;--soft:#5a5f63;--line:#d5d6d3;--field:#83888c;
--act:#1f5f5b;--on-act:#fff;--good:#1b6b3a;--warn:#8a5200;--bad:#a8231c;--tint:#ecefee;--mark:#fff3cf;--on-mark:#4a3500}
@media (prefers-color-scheme:dark){:root{--ground:#151718;--sheet:#1e2122;--ink:#e9eaea;--soft:#a9afb2;--line:#383d3f;
--field:#7f868a;--act:#7fc9c2;--on-act:#0c2321;--good:#7fd09b;--warn:#eab564;--bad:#ff9d94;--tint:#292d2e;--mark:#3d3111;--on-mark:#ffe9b0}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,"Hiragino Sans","Noto Sans CJK JP","Noto Sans JP",sans-serif;
overflow-wrap:anywhere}
.stand-in{background:var(--mark);color:var(--on-mark);padding:.5rem 1rem;text-align:center;font-size:.875rem;text-wrap:balance}
.bar{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;align-items:center;max-width:44rem;margin:0 auto;padding:1rem 1rem 0}
.bar a{padding:.25rem 0}
.bar a[aria-current]{color:inherit;font-weight:650;text-decoration:none}
main{max-width:44rem;margin:0 auto;padding:1rem}
.wide main,.wide .bar,.wide footer{max-width:68rem}
footer{max-width:44rem;margin:0 auto;padding:0 1rem 2rem;color:var(--soft);font-size:.875rem}
h1{font-size:1.375rem;line-height:1.3;margin:.5rem 0 1rem}
h2{font-size:1.0625rem;margin:0 0 .75rem}
h1,h2{font-weight:650}
p{margin:0 0 .75rem}
section,.sheet{background:var(--sheet);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem;margin:0 0 1rem}
a{color:var(--act);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.soft{color:var(--soft)}
.small{font-size:.875rem}
.amount{font-size:2rem;line-height:1.2;font-weight:650;font-variant-numeric:tabular-nums;margin:0 0 .25rem}
label,legend{display:block;font-weight:600;font-size:.9375rem}
fieldset{border:0;margin:0;padding:0;min-width:0}
legend{padding:0;margin-bottom:.5rem}
.field{margin:0 0 1rem}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:0 1rem}
input:not([type=radio]),select{width:100%;margin-top:.25rem;padding:.5rem .625rem;min-height:2.75rem;font:inherit;color:inherit;
background:var(--sheet);border:1px solid var(--field);border-radius:.375rem}
input[aria-invalid=true]{border-color:var(--bad);border-width:2px}
.hint{color:var(--soft);font-size:.875rem;margin:.25rem 0 0}
.error{color:var(--bad);font-size:.875rem;font-weight:600;margin:.25rem 0 0}
.notice{border-left:4px solid var(--act);background:var(--tint);border-radius:.25rem;padding:.75rem 1rem;margin:0 0 1rem}
.notice.bad{border-color:var(--bad)}.notice.good{border-color:var(--good)}.notice.warn{border-color:var(--warn)}
.notice p:last-child,section>:last-child,td>:last-child,.field>:last-child{margin-bottom:0}
button,.button{display:inline-block;font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1rem;border-radius:.375rem;
border:1px solid var(--field);background:var(--sheet);color:var(--ink);cursor:pointer;text-decoration:none;text-align:center}
button:hover,.button:hover{background:var(--tint)}
button.act{background:var(--act);border-color:var(--act);color:var(--on-act)}
button.act:hover{filter:brightness(1.08)}
button.danger{color:var(--bad);border-color:var(--bad)}
.full{width:100%}
.row{display:flex;flex-wrap:wrap;gap:.5rem;align-items:center}
.spread{justify-content:space-between}
.cards button{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;width:100%;text-align:left;font-weight:400}
.cards code{white-space:nowrap;font:inherit;font-variant-numeric:tabular-nums;font-weight:600}
ul.plain{list-style:none;margin:0;padding:0}
ul.plain>li{padding:.75rem 0;border-top:1px solid var(--line)}
ul.plain>li:first-child{border-top:0;padding-top:0}
ul.cards>li{border:0;padding:.25rem 0}
.choice{display:flex;gap:.5rem;align-items:baseline;font-weight:400;padding:.375rem 0}
.choose:has(input[value=on_file]:checked) .new-card{display:none}
dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem 1.25rem;margin:0 0 .75rem}
dt{color:var(--soft)}dd{margin:0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:650;padding:0 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-top:1px solid var(--line)}
thead th{border-top:0;overflow-wrap:normal;color:var(--soft);font-weight:600;font-size:.875rem}
th:last-child,td:last-child{padding-right:0}
.num{text-align:right;white-space:nowrap}
td.num:last-child{padding-left:.75rem}
tfoot th,tfoot td{border-top:0;padding-top:.25rem;padding-bottom:.25rem;font-weight:400}
tfoot tr:first-child>*{border-top:2px solid var(--line);padding-top:.625rem}
tfoot tr.total>*{font-weight:650}
.scroll{overflow-x:auto}.scroll+*{margin-top:.75rem}
.chip{display:inline-block;border:1px solid currentColor;border-radius:1rem;padding:0 .625rem;font-size:.875rem;white-space:nowrap}
.chip.good{color:var(--good)}.chip.warn{color:var(--warn)}.chip.bad{color:var(--bad)}
form.hand{margin:0 0 1.5rem}form.hand:last-child{margin:0}form.hand p{margin:0 0 .5rem}form.hand input{max-width:16rem;margin-bottom:.625rem}
form.hand input,form.hand button{display:block}
details{margin:.5rem 0}
summary{cursor:pointer;padding:.25rem 0}
pre{overflow:auto;max-height:32rem;background:var(--tint);border-radius:.375rem;padding:.75rem;font-size:.8125rem;line-height:1.45;
overflow-wrap:normal}
code{font-size:.9em}
@media (max-width:34rem){
dl{grid-template-columns:1fr;gap:0}dd{margin-bottom:.5rem}
table.stack thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
table.stack tr{display:block;padding:.625rem 0;border-top:1px solid var(--line)}
table.stack tbody tr:first-child{border-top:0}
table.stack th,table.stack td{display:block;border:0;padding:.0625rem 0;text-align:left;white-space:normal}
table.stack td:last-child{padding-left:0}
table.stack tfoot tr{display:flex;justify-content:space-between;border:0;padding:.125rem 0}
table.stack tfoot tr:first-child{border-top:2px solid var(--line)}
table.stack td[data-label]::before{content:attr(data-label) " ";color:var(--soft);font-size:.875rem}
}
@media print{.stand-in,.bar,footer,.no-print{display:none}body{background:#fff;color:#000}section,.sheet{border:0;padding:0}}
`;

export const STYLE_HASH = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;
