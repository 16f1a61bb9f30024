"""How a page looks: on wide and narrow screens, by light and in the dark, and on paper."""

from typing import Final

from briefdeck.export.svg import SVG_STYLE

_COLOURS: Final = """
:root{color-scheme:light dark;
--paper:#fcfbf8;--ink:#1d1b18;--muted:#5d5850;--line:#d9d4c8;--soft:#f3f0e8;--link:#0a4f75;
--warn:#8a4b00;--warn-soft:#fdf2df;--bad:#a11d2b;--bad-soft:#fcecec;--good:#22622f;
--good-soft:#eaf4ea;--cited:#0a4f75;--single:#5b93b3;--traced:#8d7cb4;--uncited:#c3bcae}
@media (prefers-color-scheme:dark){:root{
--paper:#151617;--ink:#e9e6df;--muted:#aba69b;--line:#3a3a38;--soft:#1f2021;--link:#8cc8e8;
--warn:#f0b55d;--warn-soft:#2b2314;--bad:#ff9b9b;--bad-soft:#331c1d;--good:#93d19c;
--good-soft:#18281b;--cited:#8cc8e8;--single:#4f83a0;--traced:#8b7bb8;--uncited:#57544d}}
"""

_CHARTS: Final = """
:root{--bd-ground:var(--paper);--bd-ink:var(--ink);--bd-muted:var(--muted);--bd-rule:var(--line);
--bd-accent:var(--link)}
.bd-svg a{text-decoration:none}
"""

_TYPE: Final = """
*{box-sizing:border-box}
html{font-size:106.25%;scroll-behavior:smooth;-webkit-text-size-adjust:100%;text-size-adjust:100%}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--paper);color:var(--ink);line-height:1.55;
font-family:"Iowan Old Style","Palatino Linotype",Palatino,P052,"Book Antiqua",Georgia,serif;
font-variant-numeric:oldstyle-nums;hanging-punctuation:first;overflow-wrap:break-word}
h1,h2,h3,h4,h5{line-height:1.22;text-wrap:balance;margin:0;font-weight:600}
p,ul,ol,dl,figure,blockquote,pre{margin:0 0 .75em}
p,li,dd,h1,h2,h3,h4{unicode-bidi:plaintext;text-align:start}
th,td,caption,h5{unicode-bidi:plaintext}
i,summary .note{direction:ltr;unicode-bidi:isolate}
svg{direction:ltr}
p,li{text-wrap:pretty}
ul,ol{padding-inline-start:1.35em}
li+li{margin-top:.2em}
li>p:last-child,dd>p:last-child{margin-bottom:0}
a{color:var(--link);text-decoration:underline;text-decoration-thickness:.06em;
text-underline-offset:.16em;unicode-bidi:isolate}
a:hover{text-decoration-thickness:.12em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
code,pre{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
pre{overflow-x:auto;padding:.7em .9em;background:var(--soft)}
blockquote{margin-inline:0;font-size:1.08em}
.kicker,.note,.label,nav,summary,dl,.badges,.links,.legend,.standing,.when,footer,table,
small,i,.trend,h2,figcaption,.skip,.missing,.apart{
font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Helvetica,Arial,"Liberation Sans",
sans-serif;font-variant-numeric:lining-nums}
.skip{position:absolute;inset-inline-start:-100vw;top:0;padding:.6em 1em;background:var(--ink);
color:var(--paper);z-index:2}
.skip:focus{inset-inline-start:0}
.note,.when,.muted{color:var(--muted);font-weight:400}
.note{font-size:.8rem}
p small a,li small a{text-decoration:none}
p small a:hover{text-decoration:underline}
small{font-size:.78em;color:var(--muted)}
.note:not(.caveat) small,small small,.badges small,.badges i,.legend i,.evidence i{font-size:1em}
li>b,.links b,details p b{font-weight:400;color:var(--muted)}
i{font-style:normal;font-size:.92em;color:var(--muted)}
i::before{margin-inline-end:.3em;color:var(--mark,var(--cited))}
i.cited::before{content:"●";content:"●"/""}
i.single::before{content:"◐";content:"◐"/""}
i.traced::before{content:"¶";content:"¶"/""}
i.uncited::before{content:"○";content:"○"/""}
i.warn::before{content:"⚠";content:"⚠"/""}
i.good::before{content:"✓";content:"✓"/""}
.titles i{font-size:.8rem}
.single{--mark:var(--single)}
.traced{--mark:var(--traced)}
.uncited,.warn{--mark:var(--warn)}
.good{--mark:var(--good)}
i.warn{color:var(--warn)}
i.good{color:var(--good)}
"""

_PARTS: Final = """
h4{font-size:1.1rem;margin-bottom:.3rem}
h5{font-size:.95rem;margin:.7rem 0 .3rem}
.standing{font-size:.86rem;color:var(--muted);margin-bottom:1.2rem}
.standing p{margin-bottom:.55rem}
.bar{display:block;width:100%;height:.7rem;margin-bottom:.5rem}
.bar .cited{fill:var(--cited)}
.bar .single{fill:var(--single)}
.bar .traced{fill:var(--traced)}
.bar .uncited{fill:var(--uncited)}
.legend{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;margin:0}
.legend li{margin:0}
.titles{list-style:none;padding:0;counter-reset:point}
.titles li{counter-increment:point;position:relative;padding:.5rem 0 .5rem 2.6rem;margin:0;
font-size:1.12rem;border-bottom:1px solid var(--line)}
.titles li::before{content:counter(point);position:absolute;inset-inline-start:.2rem;
color:var(--muted);font-size:1.35rem;line-height:1.2}
.titles a{color:var(--ink)}
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
summary::before{content:"";display:inline-block;width:.42em;height:.42em;margin-inline-end:.62em;
border:solid var(--muted);border-width:0 .13em .13em 0;transform:rotate(-45deg);
vertical-align:.14em}
details[open]>summary::before{transform:rotate(45deg);vertical-align:.22em}
article{margin:0 0 1.55rem;scroll-margin-top:1rem}
article:target{background:var(--soft);box-shadow:0 0 0 .7rem var(--soft);border-radius:1px}
.badges{font-size:.82rem;color:var(--muted);margin-bottom:.45rem}
.label{font-size:.78rem;font-weight:650;letter-spacing:.02em;margin-bottom:.15rem}
.caveat{border-inline-start:4px solid var(--warn);background:var(--warn-soft);
padding:.6rem .9rem;margin:0 0 .8rem}
.caveat .label{color:var(--warn)}
.caveat p:last-child{margin-bottom:0}
.wrong{border-color:var(--bad);background:var(--bad-soft)}
.wrong .label{color:var(--bad)}
.confirmed{border-color:var(--good);background:var(--good-soft)}
.confirmed .label{color:var(--good)}
.caveat.note{border-color:var(--line);background:var(--soft);color:var(--ink);font-size:1em;
font-family:inherit}
.caveat.note .label{color:var(--muted)}
dl{font-size:.86rem;line-height:1.45;display:grid;
grid-template-columns:7.5rem minmax(0,1fr);gap:.24rem .9rem}
dt{color:var(--muted)}
dd{margin:0}
details{margin-bottom:.25rem}
details:not(.level){font-size:.86rem}
details:not(.level)>summary{padding:.26rem 0;color:var(--muted)}
details:not(.level)>summary:hover{color:var(--ink);text-decoration:underline}
details:not(.level)>p{margin:.35rem 0 .35rem 1.05rem;color:var(--muted)}
details:not(.level)>ul{margin:.2rem 0 .7rem;padding-inline-start:1.9em}
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,16rem),1fr));
gap:0 1.6rem}
.side{border-top:1px solid var(--line);padding-top:.5rem;margin-bottom:.6rem}
.links,.missing,.apart,.trend{font-size:.86rem;color:var(--muted)}
.quote{border-inline-start:3px solid var(--line);padding-inline-start:1rem}
.quote blockquote{font-style:italic;margin-bottom:.3rem}
.quote blockquote p{margin-bottom:.3rem}
figcaption{font-size:.84rem;color:var(--muted)}
.chart{margin:.6rem 0 .8rem}
.chart svg{display:block;max-width:100%;height:auto}
.chart.wide svg{max-width:none}
.scroll{overflow-x:auto;margin-bottom:.8rem}
.notes{font-size:.86rem}
article>table{margin-bottom:.8rem}
details+dl{margin-top:.6rem}
table{border-collapse:collapse;font-size:.82rem;line-height:1.4;width:100%}
caption{text-align:start;color:var(--muted);padding:.3rem 0}
th,td{padding:.34rem .7rem .34rem 0;border-bottom:1px solid var(--line);vertical-align:top;
text-align:start}
thead th,thead td{border-bottom:1.5px solid var(--ink);vertical-align:bottom;font-weight:600}
tbody th{font-weight:400;min-width:5em}
.n{text-align:end}
td:last-child,th:last-child{padding-inline-end:0}
.courses{list-style:none;padding:0}
.courses li{padding:.45rem 0;border-bottom:1px solid var(--line);margin:0}
.course{display:block}
article.source,div.source{position:relative;padding-inline-start:2.6rem;margin-bottom:1.35rem}
:is(article.source>h3,.source>p:first-child)>b{position:absolute;inset-inline-start:0;
color:var(--muted);font-weight:400;
font-size:.9rem}
article.source>.reference{margin-bottom:.3rem}
article.source dl{margin-bottom:.2rem}
article.source h3{font-size:1.02rem;border:0;padding:0;margin:0 0 .15rem}
article.source>p:not(.reference){font-size:.86rem;color:var(--muted);margin-bottom:.3rem}
"""

_PAGE: Final = """
body{display:grid;grid-template-columns:minmax(0,43rem);justify-content:center;
padding:0 1.15rem 4rem}
header{padding:2.4rem 0 1.4rem}
.kicker{font-size:.82rem;color:var(--muted);margin-bottom:1.1em}
.draft{color:var(--bad)}
h1{font-size:clamp(2rem,1.35rem + 2.8vw,3.1rem);letter-spacing:-.018em;line-height:1.08}
.subtitle{font-size:1.2rem;font-style:italic;color:var(--muted);margin-top:.7rem}
.subtitle p{margin:0}
nav{font-size:.82rem;line-height:1.4;border-top:1px solid var(--line);padding-top:1rem;
margin-bottom:1.6rem}
nav ul{list-style:none;margin:0;padding:0}
nav li+li{margin:0}
nav>ul{display:flex;flex-wrap:wrap;gap:.1rem 1.2rem}
nav ul ul{display:none}
nav a{display:inline-block;padding:.28rem 0;color:var(--ink);text-decoration:none}
nav a:hover{text-decoration:underline}
main{min-width:0}
h2{font-size:.86rem;text-transform:uppercase;letter-spacing:.09em;font-weight:650}
h3{font-size:1.42rem;margin:2.4rem 0 .9rem;padding-top:.55rem;border-top:1px solid var(--line)}
section{min-width:0}
.opening h2{color:var(--muted);border-top:3px solid var(--ink);padding-top:.75rem}
.bluf{font-size:clamp(1.28rem,1.1rem + .9vw,1.62rem);line-height:1.36;margin:.75rem 0 1.5rem;
letter-spacing:-.006em}
.level{margin-top:2.6rem;border-top:3px solid var(--ink)}
.level>summary{padding:.85rem 0;display:block}
.level>summary h2{display:inline}
.level>summary .note{margin-inline-start:.6rem}
.level>summary:hover h2{text-decoration:underline}
.level:not([open]){border-bottom:1px solid var(--line);margin-bottom:-2.6rem;
padding-bottom:.2rem}
.level:not([open])+.level{margin-top:2.6rem;border-top:0}
.level:last-of-type{margin-bottom:0}
.level>summary+section>h3,.level>summary+h3{border-top:0;margin-top:.4rem}
.sources>h2{border-top:3px solid var(--ink);padding-top:.85rem;margin:2.6rem 0 1rem}
.opening>dl,.level>dl{font-size:1rem;font-family:inherit}
.level>dl{gap:0}
.level>dl>*{border-bottom:1px solid var(--line);padding:.42rem 0}
footer{border-top:3px solid var(--ink);margin-top:3rem;padding-top:1rem;font-size:.8rem;
color:var(--muted)}
@media (min-width:72rem){
body{grid-template-columns:13rem minmax(0,43rem);gap:0 3.5rem;
grid-template-areas:"h h" "n m" "n f";grid-template-rows:auto 1fr auto}
header{grid-area:h;padding-inline-start:16.5rem}
nav{grid-area:n;position:sticky;top:0;max-height:100vh;overflow-y:auto;align-self:start;
border-top:3px solid var(--ink);padding:.75rem 0 1.5rem}
nav>ul{display:block}
nav ul ul{display:block;padding-inline-start:.9rem;margin-bottom:.3rem}
nav ul ul a{color:var(--muted)}
main{grid-area:m}
footer{grid-area:f}
}
@media (max-width:30rem){dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:.3rem}
.titles li{padding-inline-start:2rem}
.level>dl>dt{border-bottom:0;padding-bottom:0}.level>dl>dd{margin-bottom:0;padding-top:0}}
"""

_INKS: Final = """
@media print{
:root{color-scheme:light;--paper:#fff;--ink:#000;--muted:#444;--line:#bbb;--soft:#f4f4f4;
--link:#000;--warn:#7a4100;--warn-soft:#fff;--bad:#8e1522;--bad-soft:#fff;--good:#1d5528;
--good-soft:#fff;--cited:#0a4f75;--single:#5b93b3;--traced:#8d7cb4;--uncited:#c3bcae;
--bd-accent:#0a4f75}
.skip{display:none}
a{text-decoration:none}
h1,h2,h3,h4,h5,summary,.label,caption{break-after:avoid}
p,li{orphans:3;widows:3}
.caveat,.chart,tr,.standing,.titles li,.quote,.sides,.source:not(:has([open])){break-inside:avoid}
.scroll{overflow:visible}
.chart.wide svg{max-width:100%}
}
"""

_PAPER: Final = """
@page{margin:20mm 18mm 22mm;
@bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif;color:#555}}
@media print{
html{font-size:10pt}
body{display:block;padding:0}
nav{display:none}
header{padding:0 0 1rem}
h1{font-size:24pt}
.chart.wide svg{max-height:215mm}
.level:not([open])>summary::after{content:" Folded away when this was printed.";
font-style:italic;color:var(--muted)}
}
"""

BASE: Final = f"{SVG_STYLE}{_COLOURS}{_CHARTS}{_TYPE}{_PARTS}{_INKS}"
"""What pages and slides have in common."""

STYLE: Final = f"{BASE}{_PAGE}{_PAPER}"
