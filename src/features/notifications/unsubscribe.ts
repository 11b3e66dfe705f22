import { z } from "zod";
import { ERRORS } from "../../contract/errors.ts";
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
    settings: "请登录后在通知设置中关闭此类邮件。",
  },
  en: {
    title: "Notification mail",
    ask: "Stop receiving notification mails of this kind?",
    button: "Stop them",
    done: "Done. You can turn them on again in your notification settings at any time.",
    settings: " Sign in and turn them off in your notification settings.",
  },
};

type Opened = z.output<typeof payload>;

/** Whose mail of which kinds a link is to stop; null for one that is forged or too old. */
export function openUnsubscribeLink(secretKey: string, token: string, now: number): Opened | null {
  return payload.safeParse(openToken(secretKey, "unsubscribe", token, now)).data ?? null;
}

/** Turns mail off for the kinds that the link names; once more changes nothing. */
export async function turnMailOff(tx: Tx, { staffId, kinds }: Opened, now: number): Promise<void> {
  const settings = (await readSettings(tx, [staffId])).get(staffId) ?? DEFAULT_SETTINGS;
  const off = kinds.map((kind) => [kind, { ...settings.choices[kind], mail: false }]);
  const choices = { ...settings.choices, ...(Object.fromEntries(off) as Partial<typeof settings.choices>) };
  await writeSettings(tx, staffId, { ...settings, choices }, now);
}

/** A page of its own, without scripts: a button, because mail scanners follow every link. */
export function unsubscribePage(language: "zh" | "en", state: "ask" | "done" | "expired"): FileAnswer {
  const words = WORDS[language];
  const expired = ERRORS.link_expired;
  const said = { ask: words.ask, done: words.done, expired: `${expired[language]}${words.settings}` }[state];
  const form = `<form method="post" enctype="text/plain"><button style="font:inherit;padding:8px 20px">${words.button}</button></form>`;
  const page = `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${words.title}</title></head>
<body style="font-family:system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 20px;line-height:1.7">
<h1 style="font-size:1.3rem">${words.title}</h1><p>${said}</p>${state === "ask" ? form : ""}</body></html>`;
  const headers = {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy":
      "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
  };
  return new FileAnswer(Buffer.from(page), headers, state === "expired" ? expired.status : 200);
}
