import { CodedError } from "../../contract/coded-error.ts";
import {
  listFailedMails,
  openFailedMail,
  retryFailedMail,
  setFailedMailAside,
  type FailedMailShape,
} from "../../contract/failed-mail-routes.ts";
import { handle, pageFrom, placeOf, recordAudit, type StaffSession } from "../../core/staff/index.ts";
import { FileAnswer, type HttpRoute } from "../../platform/http/index.ts";
import type { Tx } from "../../platform/transaction.ts";

const COUNTED_MAX = 1_000;

type Failed = Omit<FailedMailShape, "receivedAt"> & { receivedAt: number };
type Opened = { raw: Buffer; mailboxId: string; mailboxAddress: string };

/** The e-mail channel's mails that could not be taken in; main hands it in. */
export type FailedMailPort = {
  list(
    tx: Tx,
    page: { state: "failed" | "set_aside"; after: { at: Date; id: string } | null; limit: number },
  ): Promise<Failed[]>;
  count(tx: Tx, countMax: number): Promise<number>;
  open(tx: Tx, mailId: string): Promise<Opened | null>;
  retry(tx: Tx, mailId: string): Promise<boolean>;
  setAside(tx: Tx, mailId: string): Promise<boolean>;
  takeUntold(tx: Tx, at: { now: number; toldSince: number }): Promise<{ count: number; reason: string } | null>;
};

/** Mails that could not be taken in: see, download, try again, set aside. */
export function failedMailRoutes(port: FailedMailPort): HttpRoute<StaffSession>[] {
  const opened = async (tx: Tx, mailId: string): Promise<Opened> => {
    const mail = await port.open(tx, mailId);
    if (!mail) throw new CodedError("not_found");
    return mail;
  };
  const targetOf = ({ mailboxId, mailboxAddress }: Opened) =>
    ({ kind: "mailbox", id: mailboxId, name: mailboxAddress }) as const;
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
    handle(openFailedMail, async ({ tx, session, ip, now, params: { mailId } }) => {
      const mail = await opened(tx, mailId);
      const facts = { mailId };
      const what = { actor: session, ip, action: "mailbox.mail_opened", target: targetOf(mail), facts } as const;
      await recordAudit(tx, what, now);
      return new FileAnswer(mail.raw, INERT);
    }),
    handle(retryFailedMail, async ({ tx, session, ip, now, params: { mailId } }) => {
      const mail = await opened(tx, mailId);
      if (!(await port.retry(tx, mailId))) throw new CodedError("not_found");
      const facts = { mailId };
      const what = { actor: session, ip, action: "mailbox.mail_retried", target: targetOf(mail), facts } as const;
      await recordAudit(tx, what, now);
    }),
    handle(setFailedMailAside, async ({ tx, session, ip, now, params: { mailId } }) => {
      const mail = await opened(tx, mailId);
      if (!(await port.setAside(tx, mailId))) throw new CodedError("not_found");
      const facts = { mailId };
      const what = { actor: session, ip, action: "mailbox.mail_set_aside", target: targetOf(mail), facts } as const;
      await recordAudit(tx, what, now);
    }),
  ];
}

/** Whatever is inside, it runs nothing and reads nothing of the desk. */
const INERT = {
  "content-type": "application/octet-stream",
  "content-disposition": 'attachment; filename="mail.eml"',
  "content-security-policy": "sandbox; default-src 'none'",
  "x-content-type-options": "nosniff",
  "cache-control": "private, no-store",
};
