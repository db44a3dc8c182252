/// The only script of a page: it puts a button behind each code that can be copied and pasted.
///
/// Without it nothing is missing: a click selects the whole code (`user-select: all`). The policy of the
/// page lets no script run but this one, by the hash of its source (CSP Level 3 §6.7.3.3).
enum CopyScript {
    /// The source, exactly as it stands between the tags.
    static let source: StaticString = """
        document.querySelectorAll(".copy").forEach(function(e){\
        var d=document.documentElement.dataset,b=document.createElement("button"),t;\
        function done(){b.textContent=d.copied;clearTimeout(t);\
        t=setTimeout(function(){b.textContent=d.copy},2500)}\
        function old(){var r=document.createRange(),s=getSelection();r.selectNodeContents(e);\
        s.removeAllRanges();s.addRange(r);if(document.execCommand("copy"))done()}\
        b.type="button";b.textContent=d.copy;b.setAttribute("aria-live","polite");\
        b.onclick=function(){if(navigator.clipboard)\
        navigator.clipboard.writeText(e.textContent.trim()).then(done,old);else old()};\
        e.after(b)})
        """

    /// The source's SHA-256 in base64; a test computes it anew.
    static let hash: StaticString = "Jc4L6b63q8nA9nElDKxzF+kuAq2Uwr18v8fjEZJaG4A="
}
