/// The rules of every page, before and after those a template's styles give.
///
/// `narrow` is every screen on which columns may have to stand below one another, `small` a telephone.
enum BaseStyles {
    /// What the browser's own sheet is reset to, and how the layout classes work.
    static let before = """
        *,::before,::after{box-sizing:border-box}
        html{color-scheme:light;-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:#e8ebef;overflow-wrap:anywhere;-webkit-print-color-adjust:exact;\
        print-color-adjust:exact}
        main{display:block;background:#fff;padding:1.5rem 1rem 2rem}
        p,h1,h2,h3,ul,li,figure,table,caption,th,td{margin:0;padding:0;font:inherit;\
        font-variant-numeric:tabular-nums lining-nums;text-align:inherit;color:inherit}
        h1,h2,h3{overflow-wrap:break-word}
        ul{list-style:none}
        hr{border:0;margin:0;height:0}
        a{color:inherit}
        img{max-width:100%;height:auto;vertical-align:middle}
        svg{vertical-align:middle}
        table{width:100%;border-collapse:collapse;overflow-wrap:break-word}
        td,th{vertical-align:top}
        button{display:block;margin:.5rem 0 1rem;padding:.625rem 1.125rem;border:1px solid #767676;\
        border-radius:.5rem;background:#fff;color:#1a1a1a;font:inherit;font-weight:600;cursor:pointer}
        button:hover{background:#f0f0f0}
        :focus-visible{outline:3px solid #1a5fd0;outline-offset:2px}
        .row{display:flex}
        .row>*{min-width:0;max-width:100%}
        .row>img,.row>figure{flex-shrink:0}
        .row>img{align-self:flex-start}
        .stack{display:flex;flex-direction:column}
        .inner{gap:inherit}
        .scroll{overflow-x:auto;max-width:100%}
        .wide{background:linear-gradient(90deg,#fff 40%,transparent) 0 0/2rem 100% no-repeat local,\
        linear-gradient(270deg,#fff 40%,transparent) 100% 0/2rem 100% no-repeat local,\
        linear-gradient(90deg,rgba(20,30,50,.16),transparent) 0 0/.75rem 100% no-repeat,\
        linear-gradient(270deg,rgba(20,30,50,.16),transparent) 100% 0/.75rem 100% no-repeat}
        .any{word-break:break-all}
        .copy{-webkit-user-select:all;user-select:all;cursor:copy}
        .chart svg{display:block;width:100%;max-width:30rem;height:auto;overflow:visible}
        .spark svg{min-width:7rem;max-width:11rem}
        .chart text{paint-order:stroke;stroke:#fff;stroke-width:3px;stroke-linejoin:round}
        .bars svg{max-width:100%}
        .bars path{shape-rendering:crispEdges}
        .next{display:none}

        """

    /// For templates with vector pictures, which give way like others.
    static let drawings = """
        .drawing{max-width:100%;height:auto;display:inline-block;overflow:hidden}
        .row>.drawing{align-self:flex-start;flex-shrink:0}

        """

    /// For templates with links around boxes.
    static let areas = """
        .area{display:block;text-decoration:inherit}

        """

    /// For templates with watermarks: in the middle of what is seen first, below the content or over it.
    static let marks = """
        main{position:relative;isolation:isolate}
        .mark{position:absolute;top:0;left:0;right:0;height:min(100%,70rem);display:flex;\
        align-items:center;justify-content:center;text-align:center;overflow:hidden;\
        pointer-events:none;z-index:-1}
        .over{z-index:1}
        .code,.bars{position:relative;z-index:2}

        """

    /// For templates with numbered lists; the numbers are text.
    static let numberedLists = "ol{list-style:none;margin:0;padding:0}\n"

    /// For templates with footnotes.
    static let notes = """
        sup,sup *{line-height:0!important}
        sup a{text-decoration:none}
        .notes{margin-top:1.5rem;padding-top:.75rem;border-top:1px solid #999}

        """

    /// What must win over the template's classes.
    static let after = """
        .row>.hold,.hold{min-width:min-content}
        @media print,screen and (min-width:960px){.row>.keep,.keep{min-width:min-content}}
        .row>.code{flex:none;width:auto}
        .n4{min-width:8rem}
        .n5{min-width:10rem}
        .n6{min-width:12rem}
        .n7{min-width:15rem}
        .n8{min-width:18rem}
        .scroll :is(td,th)+:is(td,th){padding-left:.625rem}
        .mid.mid{text-align:center}
        .end.end{text-align:right}
        .num.num{text-align:right;white-space:nowrap}
        @media screen and (min-width:960px){
        main{max-width:58rem;margin:2.5rem auto;padding:2.5rem 3rem 3rem;border-radius:.75rem;\
        box-shadow:0 1px 2px rgba(20,30,50,.08),0 8px 32px rgba(20,30,50,.1)}
        }
        @media screen and (max-width:959px){
        main{max-width:58rem;margin:0 auto}
        .row{flex-wrap:wrap}
        h1,h2,h3{-webkit-hyphens:auto;hyphens:auto}
        .m1{min-width:min(100%,3rem)}
        .m2{min-width:min(100%,4.5rem)}
        .m3{min-width:min(100%,6rem)}
        .m4{min-width:min(100%,8rem)}
        .m5{min-width:min(100%,10rem)}
        .m6{min-width:min(100%,12rem)}
        .m7{min-width:min(100%,15rem)}
        .m8{min-width:min(100%,18rem)}
        .bars path{shape-rendering:auto}
        }
        @media print{
        html{font-size:12.8px}
        body{background:none}
        main{padding:0}
        button{display:none}
        .scroll{overflow:visible;background:none}
        .next{display:block;break-after:page}
        thead{display:table-header-group}
        tfoot{display:table-row-group}
        tr,img,svg{break-inside:avoid}
        h1,h2,h3{break-after:avoid}
        @page{margin:14mm}
        }
        """
}
