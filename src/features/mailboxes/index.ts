import { CodedError } from "../../contract/coded-error.ts";
import {
  changeMailbox,
  listMailboxes,
  makeMailbox,
  testMailbox,
  type MailboxShape,
} from "../../contract/mailbox-routes.ts";
import type { RequestOf, ResponseOf } from "../../contract/route.ts";
import { findTeam, handle, recordAudit, type StaffSession } from "../../core/staff/index.ts";
import { viewerHas } from "../../domain/permission/index.ts";
import type { HttpRoute } from "../../platform/http/index.ts";
import { newId } from "../../platform/ids.ts";
import type { JobHandlers } from "../../platform/jobs/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { failedMailRoutes, type FailedMailPort } from "./failed-mails.ts";
import { tellFailedMails, type TellFailedDeps } from "./tell-failed-mails.ts";

export type MailboxInput = RequestOf<typeof makeMailbox>["body"];
export type MailboxChange = RequestOf<typeof changeMailbox>["body"];
export type MailboxTest = RequestOf<typeof testMailbox>["body"];

/** The e-mail channel as this feature needs it; main hands it in. */
export type MailboxPort = {
  list(tx: Tx): Promise<MailboxShape[]>;
  /** @throws CodedError when an IMAP mailbox has no secret */
  make(tx: Tx, mailboxId: string, input: MailboxInput): Promise<void>;
  /** @returns false when somebody else changed it meanwhile, null when there is none */
  change(tx: Tx, mailboxId: string, input: MailboxChange): Promise<boolean | null>;
  test(tx: Tx, input: MailboxTest, language: "zh" | "en"): Promise<ResponseOf<typeof testMailbox>>;
};

const TELL_JOB = "tell_failed_mails";

/** Mailboxes, and the mails that could not be taken in. */
export function mailboxFeature(deps: Omit<TellFailedDeps, "failed"> & { port: MailboxPort; failed: FailedMailPort }): {
  routes: HttpRoute<StaffSession>[];
  jobs: JobHandlers;
  crontab: string;
} {
  return {
    routes: [...mailboxRoutes(deps.port), ...failedMailRoutes(deps.failed)],
    jobs: { [TELL_JOB]: () => tellFailedMails(deps) },
    crontab: `* * * * * ${TELL_JOB}`,
  };
}

/** Mailboxes: list, add, change, try. */
function mailboxRoutes(port: MailboxPort): HttpRoute<StaffSession>[] {
  const shown = async (tx: Tx, id: string): Promise<MailboxShape> => {
    const found = (await port.list(tx)).find((mailbox) => mailbox.id === id);
    if (!found) throw new CodedError("not_found");
    return found;
  };
  return [
    handle(listMailboxes, async ({ tx, session }) => {
      const items = await port.list(tx);
      return { items: viewerHas(session.viewer, "mailboxes.manage") ? items : items.map(withoutServers) };
    }),
    handle(makeMailbox, async ({ tx, session, ip, now, body }) => {
      const id = newId(now);
      await checkInput(port, tx, body, null);
      await port.make(tx, id, body);
      const target = { kind: "mailbox", id, name: body.address } as const;
      await recordAudit(tx, { actor: session, ip, action: "mailbox.made", target }, now);
      return shown(tx, id);
    }),
    handle(changeMailbox, async ({ tx, session, ip, now, params, body }) => {
      await checkInput(port, tx, body, params.mailboxId);
      const done = await port.change(tx, params.mailboxId, body);
      if (done === null) throw new CodedError("not_found");
      if (!done) throw new CodedError("conflict");
      const target = { kind: "mailbox", id: params.mailboxId, name: body.address } as const;
      await recordAudit(tx, { actor: session, ip, action: "mailbox.changed", target, facts: factsOf(body) }, now);
      return shown(tx, params.mailboxId);
    }),
    handle(testMailbox, ({ tx, body, language }) => port.test(tx, body, language)),
  ];
}

/** Whoever does not look after mailboxes sees which there are and whether they work, not where and as whom they sign in. */
const withoutServers = (mailbox: MailboxShape): MailboxShape => ({
  ...mailbox,
  trustedServers: [],
  imap: null,
  smtp: null,
  dkim: null,
  lastError: mailbox.lastError && { ...mailbox.lastError, detail: "" },
});

/** One mailbox an address, and a team that there is. */
async function checkInput(port: MailboxPort, tx: Tx, input: MailboxInput, ownId: string | null): Promise<void> {
  const address = input.address.toLowerCase();
  const taken = (await port.list(tx)).some((mailbox) => mailbox.id !== ownId && mailbox.address === address);
  if (taken) throw new CodedError("mailbox_address_taken", { address });
  if (input.teamId && !(await findTeam(tx, input.teamId))) throw new CodedError("invalid_input", { issues: "teamId" });
}

/** Where it connects to and whether a secret was given anew; never the secret. */
const factsOf = (body: MailboxChange) => ({
  enabled: body.enabled,
  imapHost: body.imap?.host ?? null,
  smtpHost: body.smtp?.host ?? null,
  imapLoginChanged: body.imapSecret !== undefined,
  smtpLoginChanged: body.smtpPassword !== undefined,
});
