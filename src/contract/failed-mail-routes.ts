import { z } from "zod";
import { id, instant, pageOf, pageQuery } from "./common.ts";
import { defineRoute } from "./route.ts";

const tag = "mailboxes";
const access = "mailboxes.manage";
const params = z.object({ mailId: id });

export const FAILED_MAIL_STATES = ["failed", "set_aside"] as const;

const failedMail = z.object({
  id,
  mailbox: z.object({ id, name: z.string(), address: z.string() }),
  /** As far as its head can be read. */
  from: z.object({ name: z.string(), address: z.string() }).nullable(),
  subject: z.string(),
  receivedAt: instant,
  attempts: z.number().int(),
  /** What the last attempt failed for, in the words of the program. */
  reason: z.string(),
  sizeBytes: z.number().int(),
});
export type FailedMailShape = z.output<typeof failedMail>;

export const listFailedMails = defineRoute({
  id: "failedMails.list",
  method: "GET",
  path: "/api/v1/failed-mails",
  access,
  tag,
  summary: "Mails that could not be taken in, newest first; `failedCount` stops at `countedMax`",
  query: pageQuery.extend({ state: z.enum(FAILED_MAIL_STATES).default("failed") }),
  response: pageOf(failedMail).extend({ failedCount: z.number().int(), countedMax: z.number().int() }),
});

export const openFailedMail = defineRoute({
  id: "failedMails.open",
  method: "GET",
  path: "/api/v1/failed-mails/:mailId/raw",
  access,
  tag,
  summary: "The raw file of a mail that could not be taken in (.eml)",
  params,
});

export const retryFailedMail = defineRoute({
  id: "failedMails.retry",
  method: "POST",
  path: "/api/v1/failed-mails/:mailId/attempt",
  access,
  tag,
  summary: "Try to take a mail in again, also one that was set aside",
  params,
});

export const setFailedMailAside = defineRoute({
  id: "failedMails.setAside",
  method: "PUT",
  path: "/api/v1/failed-mails/:mailId/setting-aside",
  access,
  tag,
  summary: "Set a mail aside that nobody needs; its raw file stays",
  params,
});
