import { CodedError } from "../../contract/coded-error.ts";
import type { MessageShape } from "../../contract/ticket-shapes.ts";
import { attachmentsOfMessages } from "../../core/tickets/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { readMessages, type MessagePlace } from "./conversation-store.ts";
import type { Reader } from "./deps.ts";
import { presentMessages } from "./present-message.ts";
import { isId } from "../../platform/ids.ts";

const MOMENT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?$/;

export type MessagePage = { items: MessageShape[]; nextCursor: string | null };

/**
 * A page of the conversation, newest first, files and authors included, in two queries.
 * @throws CodedError cursor_invalid
 */
export async function messagePage(
  tx: Tx,
  ticketId: string,
  page: { cursor: string | undefined; limit: number; reader: Reader },
): Promise<MessagePage> {
  const rows = await readMessages(tx, ticketId, { before: placeOf(page.cursor), rowsMax: page.limit + 1 });
  const kept = rows.slice(0, page.limit);
  const files = await attachmentsOfMessages(
    tx,
    kept.map((row) => row.id),
  );
  const last = kept.at(-1);
  return {
    items: presentMessages(kept, files, page.reader),
    nextCursor: rows.length > page.limit && last ? cursorOf({ at: last.place, id: last.id }) : null,
  };
}

const cursorOf = ({ at, id }: MessagePlace) => Buffer.from(`${at}/${id}`).toString("base64url");

function placeOf(cursor: string | undefined): MessagePlace | null {
  if (cursor === undefined) return null;
  const [at = "", id = ""] = Buffer.from(cursor, "base64url").toString("utf8").split("/");
  if (!MOMENT.test(at) || !isId(id)) throw new CodedError("cursor_invalid");
  return { at, id };
}
