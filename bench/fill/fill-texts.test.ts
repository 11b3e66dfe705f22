import { expect, test } from "vitest";
import { chainHash, CHAIN_START } from "../../src/core/tickets/index.ts";
import { indexTexts } from "../../src/domain/search/index.ts";
import type { TicketEvent } from "../../src/domain/ticket/index.ts";
import { chainRows } from "./chain-rows.ts";
import { foundWords } from "./found-words.ts";

test("words put together from clauses are those of the whole texts", () => {
  const texts = ["一号门店的收银机，错误码 E1024。请尽快处理，电话 13800000037。", "Re: it's a\\b C-7", "王伟"];
  const addresses = ["c7@o1.example", "+8613800000037"];
  const whole = indexTexts(texts, addresses);
  const found = foundWords(texts, addresses);
  expect(found.lexemes.count).toBe(whole.lexemes.length);
  expect(found.lexemes.text.split("\0\0\0").toSorted()).toEqual(["", ...whole.lexemes].toSorted());
  expect(found.codes).toBe(whole.codes);
});

test("hashes and bodies are those of the desk's own chain", () => {
  const id = "01890a5d-ac96-774b-bcce-b302099a8057";
  const messageId = `${id.slice(0, -1)}1`;
  const events: TicketEvent[] = [
    { seq: 1, at: 5, actor: { kind: "system" }, body: { type: "message_sent", messageId, kind: "reply" } },
    { seq: 2, at: 6, actor: { kind: "rule", id: '退回",“"seq":' }, body: { type: "confirmed", by: "customer" } },
  ];
  const rows = chainRows(id, events);
  expect(rows.map(({ body }) => JSON.parse(body) as unknown)).toEqual(events.map(({ body }) => body));
  expect(rows.at(-1)!.hash).toBe(chainHash(CHAIN_START, id, events).toString("hex"));
});
