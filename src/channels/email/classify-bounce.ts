import type { BounceKind } from "../../domain/channel/inbound-message.ts";

const POLICY =
  /spam|blacklist|block ?list|blocked|reputation|policy|rejected by|content reject|not allowed|denied|junk|unsolicited|RBL|DNSBL|HL:|DT:SPM|MI:(?:CEL|DMC|CCL|SFQ)|RP:DRC|垃圾|拦截|拒收|拒绝|内容不被允许/i;
const UNKNOWN =
  /(?:user|recipient|mailbox|account|address|alias)[^.\n]{0,60}(?:unknown|not (?:found|exist|known|listed|recogni[sz]ed|active|valid|here)|does ?n.t exist|doesn't have|disabled|suspended|deactivated|inactive|no longer|unavailable|invalid)|(?:unknown|no such|invalid|bad|not a valid) (?:user|recipient|mailbox|address|domain|host)|doesn't have a|no (?:mailbox|account) here|host (?:unknown|not found)|domain not found|不存在|未开通|无此用户|查无此人|找不到(?:用户|收件人)|无效(?:的)?(?:地址|收件人)|已停用|已注销|被冻结/i;
const FULL =
  /quota|mailbox (?:is )?full|over ?quota|exceed(?:s|ed)?[^.\n]{0,30}(?:size|storage|limit)|insufficient (?:system )?storage|too (?:large|big)|message size|SIZE=|disk space limit|空间不足|已满|超(?:出|过)(?:容量|配额|大小)/i;

/** Sorts a failed delivery by its enhanced status, where that says nothing by what the other server wrote. */
export function classifyBounce(action: string | null, status: string | null, diagnostic: string): BounceKind {
  if (action === "delayed") return "delayed";
  // junkmail@b.c is an address, not a reason.
  const words = diagnostic.replace(/[^\s<>]{1,64}@[^\s<>]{1,255}/g, " ");
  if (status?.startsWith("4.")) return POLICY.test(words) && !FULL.test(words) ? "policy" : "soft";
  if (/^5\.7\.[1-9]/.test(status ?? "")) return UNKNOWN.test(words) && !POLICY.test(words) ? "hard" : "policy";
  if (/^5\.(?:1\.|2\.1$)/.test(status ?? "")) return "hard";
  if (/^5\.(?:2\.2$|3\.[1-9])/.test(status ?? "")) return "soft";
  return kindOfWords(words);
}

function kindOfWords(words: string): BounceKind {
  if (FULL.test(words)) return "soft";
  if (POLICY.test(words) && !UNKNOWN.test(words)) return "policy";
  if (UNKNOWN.test(words)) return /spam|垃圾/i.test(words) ? "policy" : "hard";
  return /\b4\d\d[ -]/.test(words) ? "soft" : "hard";
}
