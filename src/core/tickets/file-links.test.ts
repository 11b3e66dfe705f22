import { expect, test } from "vitest";
import { openToken } from "../../platform/signing/index.ts";
import { attachmentUrl, contentIdsIn, namedByContentId, shownByLinks } from "./file-links.ts";

const now = Date.UTC(2026, 2, 2, 1, 10);
const link = { secretKey: "secret", staffId: "s1", now };
const HOUR_MS = 3_600_000;
const tokenOf = (url: string) => url.split("/")[2] ?? "";

test("a link is for one person, lasts at most an hour, and stays the same for a while", () => {
  const url = attachmentUrl({ id: "f1", name: "报告/1.pdf" }, link);
  expect(url).toMatch(/^\/files\/[^/]+\/%E6%8A%A5%E5%91%8A_1\.pdf$/);
  expect(openToken("secret", "attachment", tokenOf(url), now)).toEqual({ id: "f1", staffId: "s1" });
  expect(openToken("secret", "attachment", tokenOf(url), now + HOUR_MS)).toBeNull();
  expect(attachmentUrl({ id: "f1", name: "报告/1.pdf" }, { ...link, now: now + 60_000 })).toBe(url);
});

test("a picture by our link is named by its file and shown by a link again", () => {
  const url = attachmentUrl({ id: "f1", name: "a.png" }, link);
  const named = namedByContentId(`<p>x</p><img alt="" src="${url}" />`, "secret");
  expect(named).toBe('<p>x</p><img alt="" src="cid:f1" />');
  expect(contentIdsIn(named)).toEqual(["f1"]);
  expect(shownByLinks(named, [{ id: "f1", name: "a.png", contentId: "f1" }], link)).toContain(`src="${url}"`);
  expect(namedByContentId('<img src="/files/forged/a.png">', "secret")).toContain("/files/forged/");
});

test("a mail's Content-ID is found though the HTML encodes it", () => {
  const shown = shownByLinks(
    '<img src="cid:logo%40mail" />',
    [{ id: "f2", name: "l.png", contentId: "logo@mail" }],
    link,
  );
  expect(shown).toMatch(/^<img src="\/files\/[^"]+\/l\.png" \/>$/);
  expect(shownByLinks('<img src="cid:%zz" />', [], link)).toBe('<img src="cid:%zz" />');
});
