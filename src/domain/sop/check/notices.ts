import type { Pack } from "../pack.ts";
import { isSentByDesk, wayWords } from "../pack-channel.ts";
import { finding, type Finding } from "./finding.ts";

/** Notices that nobody gets by themselves: by ways that the desk cannot go, or to a gateway without an address. */
export const noticeFindings = ({ notices }: Pack): Finding[] =>
  notices.flatMap((notice) => [...byHand(notice), ...gateway(notice)]);

/** A way by hand stands behind those that the desk goes: before them it would be passed over each time. */
function byHand({ id, via }: Pack["notices"][number]): Finding[] {
  const lastSent = via.findLastIndex(isSentByDesk);
  const passed = via.filter((way, index) => !isSentByDesk(way) && (lastSent < 0 || index < lastSent));
  if (passed.length === 0) return [];
  const words = wayWords(passed);
  return [
    finding(
      "way_unavailable",
      `notices[${id}].via`,
      [
        `本台不能自行通过${words.zh}发送，只能请人转告`,
        `the desk cannot send by ${words.en}: a person would have to tell the customer`,
      ],
      [
        "把 email、notification 或 webhook 写在前面，人工方式放在最后。",
        "Name email, notification or webhook first; ways by hand come last.",
      ],
    ),
  ];
}

function gateway({ id, via, webhook }: Pack["notices"][number]): Finding[] {
  if (via.includes("webhook") === (webhook !== null)) return [];
  return [
    finding(
      "webhook_missing",
      `notices[${id}].webhook`,
      webhook === null
        ? ["通过 webhook 发送，却没有地址", "goes by webhook, and there is no address"]
        : ["写了地址，via 里却没有 webhook", "has an address, and via does not name webhook"],
      [
        "同时写上 via: [webhook] 与 webhook: https://…，或都去掉。",
        "Give via: [webhook] and webhook: https://… together, or neither.",
      ],
    ),
  ];
}
