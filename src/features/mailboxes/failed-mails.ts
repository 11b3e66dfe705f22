import { CodedError } from "../../contract/coded-error.ts";
import {
  listFailedMails,
  openFailedMail,
  retryFailedMail,
  setFailedMailAside,
  type FailedMailShape,
} from "../../contract/failed-mail-routes.ts";
import { handle, pageFrom, placeOf, recordAudit, type StaffSession } from "../../core/staff/index.ts";
import { FileAnswer, inertHeaders, type HttpRoute } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const COUNTED_MAX = 1_000;

type Failed = Omit<FailedMailShape, "receivedAt"> & { receivedAt: number };
type Found = { mailboxId: string; mailboxAddress: string };

/** The e-mail channel's mails that could not be taken in; main hands it in. */
export type FailedMailPort = {
  list(
    tx: Tx,
    page: { state: "failed" | "set_aside"; after: { at: Date; id: string } | null; limit: number },
  ): Promise<Failed[]>;
  count(tx: Tx, countMax: number): Promise<number>;
  find(tx: Tx, mailId: string): Promise<Found | null>;
  readRaw(tx: Tx, mailId: string): Promise<Buffer | null>;
  retry(tx: Tx, mailId: string): Promise<boolean>;
  setAside(tx: Tx, mailId: string): Promise<boolean>;
  takeUntold(tx: Tx, at: { now: number; toldSince: number }): Promise<{ count: number; reason: string } | null>;
};

/** Mails that could not be taken in: see, download, try again, set aside. */
export function failedMailRoutes(port: FailedMailPort): HttpRoute<StaffSession>[] {
  const record = async (call: MailCall, action: MailAction) => {
    const { tx, session, ip, now } = call;
    const { mailId } = call.params;
    const mail = await port.find(tx, mailId);
    if (!mail) throw new CodedError("not_found");
    const target = { kind: "mailbox", id: mail.mailboxId, name: mail.mailboxAddress } as const;
    await recordAudit(tx, { actor: session, ip, action, target, facts: { mailId } }, now);
  };
  return [
    handle(listFailedMails, async ({ tx, query: { state, limit, cursor } }) => {
      const found = await port.list(tx, { state, after: placeOf(cursor), limit: limit + 1 });
      const page = pageFrom(found, limit, ({ receivedAt, id }) => ({ at: new Date(receivedAt), id }));
      return {
        items: page.items.map((mail) => ({ ...mail, receivedAt: new Date(mail.receivedAt).toISOString() })),
        nextCursor: page.nextCursor,
        failedCount: await port.count(tx, COUNTED_MAX),
        countedMax: COUNTED_MAX,
      };
    }),
    handle(openFailedMail, async (call) => {
      await record(call, "mailbox.mail_opened");
      const raw = await port.readRaw(call.tx, call.params.mailId);
      if (!raw) throw new CodedError("not_found");
      return new FileAnswer(raw, HEADERS);
    }),
    handle(retryFailedMail, async (call) => {
      await record(call, "mailbox.mail_retried");
      if (!(await port.retry(call.tx, call.params.mailId))) throw new CodedError("not_found");
    }),
    handle(setFailedMailAside, async (call) => {
      await record(call, "mailbox.mail_set_aside");
      if (!(await port.setAside(call.tx, call.params.mailId))) throw new CodedError("not_found");
    }),
  ];
}

type MailAction = "mailbox.mail_opened" | "mailbox.mail_retried" | "mailbox.mail_set_aside";
type MailCall = Parameters<Parameters<typeof handle<typeof retryFailedMail>>[1]>[0];

const HEADERS = {
  ...inertHeaders({ type: "application/octet-stream", name: "mail.eml", isInline: false }),
  "cache-control": "private, no-store",
};
