import { expect, test } from "vitest";
import { readTicketNumber, ticketLabel, ticketNumberOf } from "./ticket-label.ts";

test("a number is written in one way and read in every way that people write it", () => {
  expect(ticketLabel(1024)).toBe("HD-1024");
  for (const typed of ["HD-1024", "hd-1024", "#HD-1024", "#1024", " 1024 "]) expect(readTicketNumber(typed)).toBe(1024);
  for (const typed of ["", "#", "HD-", "HD1024x", "10 24", "E-1024", "1".repeat(16)])
    expect(readTicketNumber(typed)).toBeNull();
});

test("a mail's token counts only as we write it", () => {
  expect([ticketNumberOf("HD-7"), ticketNumberOf("#7"), ticketNumberOf("7")]).toEqual([7, null, null]);
});
