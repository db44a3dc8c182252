extension ReportPage {
    /// The one style sheet of all pages.
    ///
    /// Text is 14 px high at least on every screen; bars are boxes beside their numbers, below them on a phone.
    static let style = """
        :root{color-scheme:light;--ink:#1c2430;--grey:#56606d;--line:#e1e6ec;--ground:#f5f7f9;\
        --warn:#8a6100;--hold:#b3471b;--reject:#a11220;--ok:#1d6b4a;--bar:#33658a;--tint:#33658a1f;\
        --aside:#6b7683}\
        *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);\
        font:1rem/1.5 system-ui,sans-serif}main{max-width:76rem;margin:0 auto;padding:1.5rem 1rem}\
        h1{font-size:1.25rem;line-height:1.25;margin:0;overflow-wrap:anywhere}\
        h2{font-size:1.1rem;line-height:1.3;margin:0 0 .75rem}\
        .kicker{color:var(--grey);margin:0;overflow-wrap:anywhere}\
        .verdict{font-size:2rem;line-height:1.2;font-weight:700;margin:.75rem 0 .25rem}\
        .verdict.ok{color:var(--ok)}\
        section{background:#fff;border-radius:.5rem;padding:1.25rem;margin:0 0 1rem;\
        box-shadow:0 1px 2px #1c243018}\
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(30rem,100%),1fr));\
        gap:1rem;align-items:start;margin:0 0 1rem}.pair section{margin:0}\
        .figures{display:grid;grid-template-columns:repeat(var(--n,5),1fr);gap:.75rem 1rem;padding:0;\
        margin:1.25rem 0;list-style:none}.figures::before{content:"";grid-column:1/-1;height:.6rem;\
        border-radius:.3rem;background:var(--strip)}.figures b{display:block;font-size:1.5rem;\
        line-height:1.2;font-variant-numeric:tabular-nums}.figures span{color:var(--grey)}\
        .figures li{border-left:.25rem solid var(--c,var(--line));padding-left:.6rem}\
        .bars{width:100%;border-collapse:collapse;font-size:.9375rem;line-height:1.35}\
        .bars caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\
        .bars th{font-weight:400;text-align:left;white-space:nowrap;padding:.15rem .75rem .15rem 0}\
        .bars .group th{font-weight:600;font-size:.875rem;color:var(--grey);padding-top:.75rem}\
        .bars tr.group:first-child th{padding-top:0}.bars td{padding:.15rem 0}\
        .bars .bar{width:100%;background:none}.bars .bar::before{content:"";display:block;\
        height:1rem;width:var(--w);border-radius:0 .15rem .15rem 0;background:var(--c)}\
        .bars .value{padding-left:.75rem;text-align:right;white-space:nowrap;\
        font-variant-numeric:tabular-nums}\
        .warn{--c:var(--warn)}.hold{--c:var(--hold)}.reject{--c:var(--reject)}.clean{--c:var(--ok)}.aside{--c:var(--aside)}.plain{--c:var(--bar)}\
        svg{display:block;width:100%;max-width:36rem;height:auto}\
        svg text{font:14px system-ui,sans-serif;fill:var(--ink);paint-order:stroke;stroke:#fff;\
        stroke-width:3px;stroke-linejoin:round}svg .soft{fill:var(--grey)}\
        @media(min-width:40.01rem){svg text{font-size:11px}}\
        details{border-top:1px solid var(--line);padding:.6rem 0}summary{cursor:pointer;\
        min-height:1.75rem}summary code{font-weight:600;font-size:1em}\
        .tag{border-radius:.25rem;padding:.05rem .4rem;color:#fff;font-size:.875rem;\
        background:var(--c)}.count,.note{color:var(--grey)}.note{margin:0 0 .5rem}\
        .table{width:100%;border-collapse:collapse;font-size:.9375rem;\
        font-variant-numeric:tabular-nums}.table th{font-weight:400;text-align:left}\
        .table thead th{color:var(--grey);border-bottom:1px solid var(--line)}\
        .table td,.table thead th+th{text-align:right;white-space:nowrap}\
        .table th,.table td{padding:.2rem 0 .2rem .75rem}.table :is(th,td):first-child{padding-left:0}\
        .facts{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem;margin:0;\
        font-size:.9375rem}.facts dt{color:var(--grey)}.facts dd{margin:0;overflow-wrap:anywhere}\
        ol{padding-left:1.4rem;margin:.5rem 0}li{overflow-wrap:anywhere}\
        @media(max-width:40rem){main{padding:1rem .75rem}section{padding:1rem}\
        .verdict{font-size:1.6rem}.figures{grid-template-columns:repeat(2,1fr)}\
        .bars,.bars tbody{display:block}.bars tr{display:grid;grid-template-columns:1fr auto;\
        padding:.3rem 0}.bars th{white-space:normal;overflow-wrap:anywhere;padding:0}\
        .bars td{padding:0}.bars .bar{grid-row:2;grid-column:1/-1}.bars .bar::before{height:.6rem}\
        .bars .group th{padding-top:.5rem}}\
        @media print{@page{margin:14mm}:root{font-size:11.5px}main{max-width:none;padding:1px}\
        body{background:#fff}svg text{font-size:13px}section{box-shadow:none;border:1px solid var(--line);\
        break-inside:avoid}.bars .bar::before,.tag,.figures::before{print-color-adjust:exact}}
        """
}
