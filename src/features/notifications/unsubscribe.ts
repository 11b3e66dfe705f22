import { z } from "zod";
import { CodedError } from "../../contract/coded-error.ts";
import { NOTIFICATION_KINDS } from "../../domain/notification/index.ts";
import { FileAnswer } from "../../platform/http/index.ts";
import { openToken } from "../../platform/signing/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { DEFAULT_SETTINGS, readSettings, writeSettings } from "./settings-store.ts";

const payload = z.object({ staffId: z.uuid(), kinds: z.array(z.enum(NOTIFICATION_KINDS)) });

const WORDS = {
  zh: {
    title: "通知邮件",
    ask: "不再接收此类通知邮件？",
    button: "确认退订",
    done: "已退订。您可以随时在通知设置中重新开启。",
  },
  en: {
    title: "Notification mail",
    ask: "Stop receiving notification mails of this kind?",
    button: "Stop them",
    done: "Done. You can turn them on again in your notification settings at any time.",
  },
};

type Opened = z.output<typeof payload>;

/** @throws CodedError link_expired for a link that is forged or too old */
export function openUnsubscribeLink(secretKey: string, token: string, now: number): Opened {
  const opened = payload.safeParse(openToken(secretKey, "unsubscribe", token, now));
  if (!opened.success) throw new CodedError("link_expired");
  return opened.data;
}

/** Turns mail off for the kinds that the link names; once more changes nothing. */
export async function turnMailOff(tx: Tx, { staffId, kinds }: Opened, now: number): Promise<void> {
  const settings = (await readSettings(tx, [staffId])).get(staffId) ?? DEFAULT_SETTINGS;
  const off = kinds.map((kind) => [kind, { ...settings.choices[kind], mail: false }]);
  const choices = { ...settings.choices, ...(Object.fromEntries(off) as Partial<typeof settings.choices>) };
  await writeSettings(tx, staffId, { ...settings, choices }, now);
}

/** A page of its own, without scripts: a button, because mail scanners follow every link. */
export function unsubscribePage(language: "zh" | "en", done: boolean): FileAnswer {
  const words = WORDS[language];
  const form = `<form method="post" enctype="text/plain"><button style="font:inherit;padding:8px 20px">${words.button}</button></form>`;
  const page = `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${words.title}</title></head>
<body style="font-family:system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 20px;line-height:1.7">
<h1 style="font-size:1.3rem">${words.title}</h1><p>${done ? words.done : words.ask}</p>${done ? "" : form}</body></html>`;
  return new FileAnswer(Buffer.from(page), {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  });
}
