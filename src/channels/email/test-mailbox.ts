import { connectImap } from "./connect-imap.ts";
import type { ImapDeps } from "./connect-imap.ts";
import type { ImapSettings } from "./mailbox.ts";
import { MAILBOX_WORDS, mailboxProblemOf } from "./mailbox-problem.ts";
import type { MailboxProblem } from "./mailbox-problem.ts";

const TEST_MS_MAX = 30_000;

export type MailboxTestStep = {
  step: "imap_login" | "imap_folder";
  ok: boolean;
  code: string | null;
  says: string;
  remedy: string | null;
};

const DONE = {
  imap_login: { zh: "已登录 IMAP 服务器。", en: "Signed in to the IMAP server." },
  imap_folder: { zh: "已打开文件夹，{count} 封邮件。", en: "The folder is open, {count} mails." },
};

/** Tries an IMAP mailbox without reading or changing a mail: each step, and at the first that fails what is wrong and what to do. */
export async function testImap(
  deps: ImapDeps,
  settings: ImapSettings,
  language: "zh" | "en",
): Promise<MailboxTestStep[]> {
  const steps: MailboxTestStep[] = [];
  const failed = (step: MailboxTestStep["step"], problem: MailboxProblem): MailboxTestStep[] => {
    const { says, remedy } = MAILBOX_WORDS[problem.code];
    return [
      ...steps,
      {
        step,
        ok: false,
        code: problem.code,
        says: `${says[language]} ${problem.detail}`.trim(),
        remedy: remedy[language],
      },
    ];
  };
  const secret = settings.auth.kind === "password" ? settings.auth.password : settings.auth.refreshToken;
  if (secret === "") return failed("imap_login", { code: "secret_missing", detail: "" });
  const connecting = connectImap(deps, settings);
  try {
    const client = await connecting;
    const late = setTimeout(() => client.close(), TEST_MS_MAX);
    try {
      steps.push({ step: "imap_login", ok: true, code: null, says: DONE.imap_login[language], remedy: null });
      const folder = await client.mailboxOpen(settings.folder, { readOnly: true });
      const says = DONE.imap_folder[language].replace("{count}", String(folder.exists));
      return [...steps, { step: "imap_folder", ok: true, code: null, says, remedy: null }];
    } finally {
      clearTimeout(late);
      client.close();
    }
  } catch (error) {
    return failed(steps.length === 0 ? "imap_login" : "imap_folder", mailboxProblemOf(error));
  }
}
