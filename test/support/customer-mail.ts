import iconv from "iconv-lite";
import { DESK_ADDRESS } from "./live-desk.ts";
import type { SunkMail } from "./smtp-sink.ts";

export type Customer = { name: string; address: string };
export type CustomerMail = {
  from: Customer;
  subject: string;
  text: string;
  /** Words of the headers and the body; utf-8 by default. */
  charset?: "gbk" | "utf-8";
  file?: { name: string; content: string };
  /** The desk's mail that is answered. */
  answers?: SunkMail;
};

let made = 0;

/** A mail as a customer's program writes it: encoded words, base64, the desk's mail quoted below the answer. */
export function customerMail(given: CustomerMail): Buffer {
  const charset = given.charset ?? "utf-8";
  const word = (text: string) => `=?${charset}?B?${iconv.encode(text, charset).toString("base64")}?=`;
  const { from, file, answers } = given;
  const messageId = `<${Date.now()}.${(made += 1)}@${from.address.split("@")[1]}>`;
  const head = [
    `From: ${word(from.name)} <${from.address}>`,
    `To: ${answers ? replyAddress(answers) : DESK_ADDRESS}`,
    `Subject: ${word(given.subject)}`,
    `Message-ID: ${messageId}`,
    ...threadHeaders(answers),
    `Date: ${new Date().toUTCString().replace("GMT", "+0000")}`,
    "MIME-Version: 1.0",
  ];
  const body = [
    `Content-Type: text/plain; charset=${charset}`,
    "Content-Transfer-Encoding: base64",
    "",
    inLines(iconv.encode(given.text, charset).toString("base64")),
  ];
  if (!file) return Buffer.from([...head, ...body, ""].join("\r\n"));
  const attached = [
    `Content-Type: text/plain; name="${word(file.name)}"`,
    `Content-Disposition: attachment; filename="${word(file.name)}"`,
    "Content-Transfer-Encoding: base64",
    "",
    inLines(Buffer.from(file.content).toString("base64")),
  ];
  const parts = ["--part", ...body, "--part", ...attached, "--part--", ""];
  return Buffer.from([...head, 'Content-Type: multipart/mixed; boundary="part"', "", ...parts].join("\r\n"));
}

/** As QQ mail quotes: a line of dashes, the headers, the whole mail. */
export const quotedAsQq = ({ mail }: SunkMail): string =>
  [
    "------------------ 原始邮件 ------------------",
    `发件人: "${mail.from?.value[0]?.name}" <${mail.from?.value[0]?.address}>;`,
    "发送时间: 2026年3月2日(星期一) 上午10:00",
    `主题: ${mail.subject}`,
    "",
    mail.text ?? "",
  ].join("\r\n");

/** As mail programs in English quote. */
export const quotedInEnglish = ({ mail }: SunkMail): string =>
  [
    `On Mon, 2 Mar 2026 at 10:00, ${mail.from?.value[0]?.name} <${mail.from?.value[0]?.address}> wrote:`,
    "",
    ...(mail.text ?? "").split("\n").map((line) => `> ${line}`),
  ].join("\r\n");

function replyAddress({ mail }: SunkMail): string {
  return mail.replyTo?.value[0]?.address ?? mail.from?.value[0]?.address ?? DESK_ADDRESS;
}

function threadHeaders(answers: SunkMail | undefined): string[] {
  if (!answers?.mail.messageId) return [];
  const before = [answers.mail.references ?? []].flat();
  const id = answers.mail.messageId;
  return [`In-Reply-To: ${id}`, `References: ${[...before, id].join(" ")}`];
}

const inLines = (base64: string): string => base64.replaceAll(/.{76}/g, "$&\r\n");
