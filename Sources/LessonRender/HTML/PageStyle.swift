/// The page's style sheet: colours first, then the page from its outside to its inside.
enum PageStyle {
    static let css = palettes + layout + code + outputs + media

    /// Two palettes; the page's own switch comes before the system's preference.
    private static let palettes = """
        :root { color-scheme: light; \(light) }
        @media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; \(dark) } }
        :root[data-theme="dark"] { color-scheme: dark; \(dark) }

        """

    /// The colours of the light page.
    static let light = """
        --page: #ffffff; --ink: #1d2129; --soft: #586069; --line: #dfe2e7; --tint: #f6f7f9; --link: #0b5cad; \
        --accent: #d2481f; --bad: #b3261e; --bad-tint: #fdf1f0; --warn: #8a5300; --warn-tint: #fdf6e7; \
        --keyword: #9b2393; --type: #0b5a78; --string: #b3261e; --number: #1c00cf; --comment: #5d6c79; \
        --attribute: #7a4b00; --black: #1d2129; --red: #b3261e; --green: #1a6b2f; --yellow: #7a5200; \
        --blue: #0b5cad; --magenta: #8a2a8a; --cyan: #0b6670; --white: #586069; --show-light: inline; --show-dark: none;
        """

    /// The colours of the dark page.
    static let dark = """
        --page: #16191d; --ink: #e4e6eb; --soft: #a0a7b4; --line: #343842; --tint: #1f2229; --link: #7ab8ff; \
        --accent: #ff8a5c; --bad: #ff8f87; --bad-tint: #33201f; --warn: #f0c26b; --warn-tint: #2d2718; \
        --keyword: #ff7ab2; --type: #7fd1e8; --string: #ff9d8a; --number: #d9c97c; --comment: #95a1b0; \
        --attribute: #ffa86b; --black: #8b93a1; --red: #ff8f87; --green: #7fd18b; --yellow: #e5c06b; \
        --blue: #7ab8ff; --magenta: #e29bff; --cyan: #7fd6df; --white: #e4e6eb; --show-light: none; --show-dark: inline;
        """

    private static let layout = """
        * { box-sizing: border-box; }
        html { scroll-behavior: smooth; scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
        body { margin: 0; background: var(--page); color: var(--ink);
          font: 1.0625rem/1.65 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, sans-serif; }
        .page { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
        main { min-width: 0; }
        .page:not(:has(nav)) header { padding-top: 2.5rem; }
        .skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--page); z-index: 2; }
        .skip:focus { left: 0; }
        :focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
        button { font: inherit; color: var(--soft); background: var(--page); border: 1px solid var(--line);
          border-radius: .4rem; cursor: pointer; }
        button:hover { color: var(--ink); border-color: var(--soft); }
        .theme { position: absolute; top: .75rem; right: .75rem; width: 2.5rem; height: 2.5rem; padding: 0;
          font-size: 1.1rem; line-height: 1; z-index: 1; }
        .theme[hidden] { display: none; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.2em 0 .6em; text-wrap: balance; overflow-wrap: break-word; }
        h1 { font-size: 2rem; letter-spacing: -.015em; margin-top: 0; padding-right: 2.5rem; }
        main > .prose ~ .prose h1, main > .cell ~ .prose h1 { margin-top: 2.2em; }
        h2 { font-size: 1.45rem; letter-spacing: -.01em; padding-bottom: .25em; border-bottom: 1px solid var(--line); }
        h3 { font-size: 1.18rem; }
        h4, h5, h6 { font-size: 1rem; }
        p, ul, ol, dl, blockquote, pre, .scroll, details, figure { margin: 0 0 1.1em; }
        p, li, blockquote, figcaption { overflow-wrap: anywhere; }
        li > ul, li > ol { margin-bottom: 0; }
        li { margin: .2em 0; }
        li:has(> input), li:has(> p > input) { list-style: none; margin-left: -1.4em; }
        ul, ol { padding-left: 1.6em; }
        a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; overflow-wrap: anywhere; }
        a:hover { text-decoration-thickness: 2px; }
        img { max-width: 100%; height: auto; vertical-align: middle; }
        hr { border: 0; border-top: 1px solid var(--line); margin: 2.5em 0; }
        blockquote { margin-left: 0; padding: .1em 1.1em; border-left: 3px solid var(--accent); color: var(--soft); }
        blockquote > :last-child { margin-bottom: 0; }
        summary { cursor: pointer; color: var(--soft); font-size: .9rem; padding: .2rem 0; }
        summary:hover { color: var(--ink); }
        .banner { border-left: 4px solid var(--bad); background: var(--bad-tint); padding: .7rem 1rem;
          border-radius: 0 .4rem .4rem 0; }
        .banner.note { border-color: var(--warn); background: var(--warn-tint); }
        .contents { font-size: .9rem; margin-bottom: 1.5rem; padding-right: 2.5rem; }
        .contents ul { list-style: none; padding: 0; margin: .3rem 0 0; }
        .contents li { margin: 0; }
        .contents a { display: block; padding: .22rem 0; color: var(--soft); text-decoration: none; }
        .contents a:hover { color: var(--link); }
        .contents .level3 { padding-left: 1rem; }
        .contents .wide { display: none; }
        .contents .wide p { font-weight: 600; margin: 0; }
        footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .85rem; }
        footer ul { max-width: 46rem; margin: 0 auto; padding: 1.2rem 1.25rem 2rem; list-style: none; display: flex;
          flex-wrap: wrap; gap: .1rem 1.5rem; }
        @media (min-width: 72rem) {
          .page { max-width: 66rem; display: grid; grid-template-columns: 14rem minmax(0, 46rem); gap: 4rem;
            padding-top: 3rem; }
          .page:not(:has(nav)) { display: block; max-width: 48.5rem; }
          .contents { position: sticky; top: 3rem; align-self: start; max-height: calc(100vh - 6rem); overflow: auto;
            padding: 0; margin: 0; }
          .contents .wide { display: block; }
          .contents .narrow { display: none; }
          footer ul { max-width: 66rem; }
        }

        """

    private static let code = """
        code, pre { font-family: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
          font-variant-ligatures: none; }
        code { font-size: .875em; background: var(--tint); border-radius: .25rem; padding: .12em .3em;
          overflow-wrap: anywhere; }
        pre { font-size: .84rem; line-height: 1.55; padding: .8rem 1rem; overflow-x: auto; tab-size: 4;
          background: var(--tint); border-radius: .5rem; }
        pre code { font-size: inherit; background: none; padding: 0; overflow-wrap: normal; }
        .cell { margin: 1.6em 0; }
        .code pre, .value pre, .notice pre, .failure pre, .meant pre { margin: 0; }
        .code { position: relative; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; }
        .code pre { border-radius: 0; padding-left: 0; padding-right: 0; }
        .code code { display: block; width: max-content; min-width: 100%; }
        .code .line { padding: 0 1rem; }
        .line.wrong { display: inline-block; width: 100%; background: var(--bad-tint); box-shadow: inset 3px 0 var(--bad); }
        .line.meant { display: inline-block; width: 100%; background: var(--tint); box-shadow: inset 3px 0 var(--green); }
        .k { color: var(--keyword); font-weight: 600; } .t { color: var(--type); } .s { color: var(--string); }
        .n { color: var(--number); } .c { color: var(--comment); font-style: italic; } .a { color: var(--attribute); }
        .copy { position: absolute; top: .4rem; right: .4rem; padding: .1rem .6rem; font-size: .78rem; opacity: 0;
          transition: opacity .15s; }
        .code:hover .copy, .copy:focus-visible { opacity: 1; }
        @media (hover: none) { .copy { display: none; } }
        .shown .code, .compiled .code, .unshown .code { border-style: dashed; }
        .shown .code pre, .compiled .code pre, .unshown .code pre { background: var(--page); }
        .tag { display: block; font-size: .75rem; line-height: 1.4; color: var(--soft); padding: .35rem 1rem 0; }
        .tag + pre { padding-top: .3rem; }
        .not-run .code pre { background: var(--page); }
        .quiet { color: var(--soft); font-size: .9rem; margin: .5rem 0 0; }

        """

    private static let outputs = """
        .outputs { margin: .6rem 0 0; }
        .outputs > * { margin: .6rem 0; }
        .cell .outputs pre { background: none; border-left: 3px solid var(--line); border-radius: 0; padding: .2rem 0 .2rem .9rem;
          max-height: 34rem; overflow: auto; }
        .cell .outputs pre.stderr { border-color: var(--warn); color: var(--warn); background: var(--warn-tint);
          padding: .5rem .9rem; }
        .value { display: flex; gap: 1rem; align-items: baseline; border-left: 3px solid var(--link); }
        .cell .outputs .value pre { border: 0; flex: 1; min-width: 0; }
        .type { color: var(--soft); font-size: .75rem; max-width: 40%; overflow-wrap: anywhere; text-align: right; }
        .scroll { overflow-x: auto; max-width: 100%; }
        table { border-collapse: collapse; font-size: .9rem; line-height: 1.45; font-variant-numeric: tabular-nums; }
        th, td { padding: .35rem .8rem; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
        .outputs td { white-space: pre-wrap; }
        thead th { border-bottom: 2px solid var(--line); font-weight: 600; white-space: nowrap; }
        tbody th { font-weight: 400; }
        th:first-child, td:first-child { padding-left: .2rem; }
        .right, [align="right"] { text-align: right; } .center, [align="center"] { text-align: center; }
        .outputs td.right { white-space: pre; }
        .picture { text-align: center; }
        .picture .light { display: var(--show-light); } .picture .dark { display: var(--show-dark); }
        figcaption { color: var(--soft); font-size: .9rem; text-align: center; text-wrap: balance; }
        .metric { display: flex; flex-wrap: wrap; gap: .6rem; align-items: baseline; }
        .metric strong { font-size: 1.25rem; font-variant-numeric: tabular-nums; }
        .notes { color: var(--soft); font-size: .9rem; padding-left: 1.2rem; }
        .warning, .notice { border-left: 3px solid var(--warn); background: var(--warn-tint); padding: .6rem .9rem;
          border-radius: 0 .4rem .4rem 0; font-size: .95rem; }
        .warning strong { color: var(--warn); }
        .notice { margin: .6rem 0 0; }
        .cell .notice pre, .cell .failure pre, .cell .outputs .meant pre { background: none; padding: 0; }
        .cell .outputs .meant pre { border: 0; max-height: none; }
        .cell .notice pre + pre, .cell .failure pre + pre, .cell .outputs .meant pre + pre { margin-top: .7rem; }
        .failure { border: 1px solid var(--bad); border-left-width: 4px; background: var(--bad-tint); padding: .8rem 1rem;
          border-radius: .4rem; margin: .8rem 0 0; }
        .cell .outputs .meant { border: 1px solid var(--line); border-left: 4px solid var(--green); background: var(--tint);
          padding: .8rem 1rem; border-radius: .4rem; margin: .8rem 0; }
        .meant strong { color: var(--green); }
        .meant p { margin: 0 0 .5rem; }
        .meant > :last-child { margin-bottom: 0; }
        .message, .head { white-space: pre-wrap; overflow-wrap: anywhere; }
        .failure p { margin: 0 0 .5rem; }
        .failure strong { color: var(--bad); }
        .failure > :last-child { margin-bottom: 0; }
        .bold { font-weight: 700; }
        .ansi0, .ansi8 { color: var(--black); } .ansi1, .ansi9 { color: var(--red); }
        .ansi2, .ansi10 { color: var(--green); } .ansi3, .ansi11 { color: var(--yellow); }
        .ansi4, .ansi12 { color: var(--blue); } .ansi5, .ansi13 { color: var(--magenta); }
        .ansi6, .ansi14 { color: var(--cyan); } .ansi7, .ansi15 { color: var(--white); }

        """

    private static let media = """
        @media (max-width: 30rem) {
          body { font-size: 1rem; }
          .page { padding: 1rem 1rem 2rem; }
          h1 { font-size: 1.65rem; } h2 { font-size: 1.3rem; }
          pre { font-size: .8rem; }
          .type { display: none; }
        }
        @media (prefers-reduced-motion: reduce) {
          html { scroll-behavior: auto; }
          .copy { transition: none; }
        }
        @media print {
          :root, :root[data-theme="dark"], :root:not([data-theme="light"]) { color-scheme: light; \(light) }
          body { font-size: 10.5pt; }
          .page { display: block; max-width: none; padding: 0; }
          .page:not(:has(nav)) header { padding-top: 0; }
          .contents, .theme, .copy, .skip { display: none; }
          pre { font-size: 8.5pt; white-space: pre-wrap; overflow-wrap: anywhere; max-height: none !important; }
          .code code { width: auto; } .code pre { padding: .8rem .4rem; } .code .line { padding: 0 .6rem; }
          .scroll { overflow: visible; } table { font-size: 8.5pt; }
          th, td { padding: .25rem .4rem; } thead th { white-space: normal; }
          .failure, .meant, .picture, tr { break-inside: avoid; }
          h1, h2, h3 { break-after: avoid; }
          a { color: inherit; }
        }

        """
}
