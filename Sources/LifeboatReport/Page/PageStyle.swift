/// The style sheet of the page: light and dark by the reader's preference, and for paper.
enum PageStyle {
    static let css = """
        :root { color-scheme: light dark; --ink: #1b2330; --soft: #5a6472; --paper: #fff; --panel: #f6f7f9;
          --line: #d9dde3; --good: #18794e; --bad: #b42318; --warn: #8a5a00; --good-bg: #e6f4ec;
          --bad-bg: #fdecea; --warn-bg: #fdf3dc; --curve: #2f5fb3; --fill: #2f5fb31f; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a2abb8; --paper: #14181f;
          --panel: #1c222b; --line: #343c48; --good: #5fd39a; --bad: #ff8f85; --warn: #f0c060;
          --good-bg: #12301f; --bad-bg: #3a1714; --warn-bg: #33270c; --curve: #86aef5; --fill: #86aef52b; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 2rem 1.5rem 3rem; max-width: 72rem; background: var(--paper);
          color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
        h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
        h3 { font-size: 1rem; margin: 0; } p { margin: .4rem 0; }
        .origin { color: var(--soft); margin: .2rem 0 1.2rem; }
        .verdict { padding: .9rem 1.1rem; border-radius: .5rem; border-left: .4rem solid; font-size:
          1.15rem; }
        .verdict.pass { background: var(--good-bg); border-color: var(--good); }
        .verdict.fail { background: var(--bad-bg); border-color: var(--bad); }
        .verdict b { margin-right: .6rem; }
        .card { border: 1px solid var(--line); border-left: .3rem solid var(--bad); border-radius: .5rem;
          padding: .8rem 1rem; margin: .6rem 0; break-inside: avoid; }
        .card .id, code { font: .86em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
        .card .id { color: var(--soft); margin-left: .5rem; } .clauses, .note { color: var(--soft);
          font-size: .87rem; }
        .scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .92rem; }
        caption { text-align: left; color: var(--soft); font-size: .87rem; padding: 0 0 .35rem; }
        th, td { text-align: left; vertical-align: top; padding: .42rem .7rem .42rem 0;
          border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
        td:first-child, th:first-child { padding-left: .2rem; }
        tbody th { font-weight: 600; min-width: 5.5rem; }
        thead th { color: var(--soft); font-weight: 600; font-size: .85rem; overflow-wrap: normal; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .badge { display: inline-block; padding: .02rem .5rem; border-radius: 1rem; font-size: .85rem;
          font-weight: 600; white-space: nowrap; }
        .badge.pass { color: var(--good); background: var(--good-bg); }
        .badge.fail { color: var(--bad); background: var(--bad-bg); }
        .badge.warn { color: var(--warn); background: var(--warn-bg); }
        .badge.none { color: var(--soft); background: var(--panel); }
        .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(26rem, 1fr)); gap: 1rem; }
        figure { margin: 0; padding: .8rem 1rem; background: var(--panel); border-radius: .5rem;
          break-inside: avoid; }
        figcaption { font-weight: 600; margin-bottom: .3rem; } figcaption span { color: var(--soft);
          font-weight: 400; font-size: .87rem; } svg { width: 100%; height: auto; display: block; }
        svg text { fill: var(--soft); font: 11px system-ui, sans-serif; } .axis { stroke: var(--line); }
        .curve { fill: none; stroke: var(--curve); stroke-width: 1.6; stroke-linejoin: round; }
        .area { fill: var(--fill); } .limit { stroke: var(--bad); stroke-width: 1.4; stroke-dasharray: 5 4; }
        svg text.limit-name { fill: var(--bad); paint-order: stroke; stroke: var(--panel);
          stroke-width: 3px; }
        td code { white-space: nowrap; } .passed { fill: var(--good); }
        .failed { stroke: var(--bad); stroke-width: 2; fill: none; }
        footer { margin-top: 2.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft);
          font-size: .87rem; }
        @media (max-width: 34rem) { .charts { grid-template-columns: 1fr; } }
        @media print { :root { --ink: #000; --soft: #444; --paper: #fff; --panel: #fff; --line: #bbb;
          --good: #0b5c38; --bad: #96180e; --warn: #6b4600; --good-bg: #fff; --bad-bg: #fff; --warn-bg: #fff;
          --curve: #1d428a; --fill: #1d428a1a; }
          body { max-width: none; padding: 0; font-size: 10.5pt; } h2 { break-after: avoid; }
          .charts { grid-template-columns: 1fr 1fr; } figure { border: 1px solid var(--line); }
          tr { break-inside: avoid; } thead { display: table-header-group; } .scroll { overflow: visible; } }
        """
}
