import { describe, expect, it } from "vitest";
import { isPrivateAddress, verifySender } from "./verify-sender.ts";

const RECORDS: Record<string, string[][]> = {
  "customer.cn TXT": [["v=spf1 ip4:203.0.113.5 -all"]],
  "_dmarc.customer.cn TXT": [["v=DMARC1; p=reject"]],
};

async function resolver(domain: string, type: string): Promise<string[][]> {
  const found = RECORDS[`${domain} ${type}`];
  if (!found) throw Object.assign(new Error("not found"), { code: "ENOTFOUND" });
  return found;
}

const raw = Buffer.from("From: li@customer.cn\r\nTo: support@desk.cn\r\nSubject: x\r\n\r\nhello\r\n");
const from = (remoteAddress: string | null) => ({
  from: "li@customer.cn",
  to: ["support@desk.cn"],
  remoteAddress,
  helo: "mx.customer.cn",
});

/** REQ: IN-01 */
describe("verifySender", () => {
  it("proves a sender whose domain names the server, and unmasks another", async () => {
    expect(await verifySender(raw, from("203.0.113.5"), resolver)).toBe("pass");
    expect(await verifySender(raw, from("198.51.100.7"), resolver)).toBe("fail");
  });

  it("says nothing of mail from this network, by IMAP, and of domains without a policy", async () => {
    expect(await verifySender(raw, from("127.0.0.1"), resolver)).toBe("none");
    expect(await verifySender(raw, from(null), resolver)).toBe("none");
    const other = Buffer.from(raw.toString().replace("customer.cn", "unknown.cn"));
    expect(await verifySender(other, { ...from("198.51.100.7"), from: "li@unknown.cn" }, resolver)).toBe("none");
  });

  it("knows private addresses", () => {
    expect(
      ["127.0.0.1", "10.1.2.3", "192.168.0.1", "172.20.0.1", "::1", "::ffff:10.0.0.1", "fd00::1", "fe80::1"].every(
        isPrivateAddress,
      ),
    ).toBe(true);
    expect(["203.0.113.5", "172.32.0.1", "2001:db8::1"].some(isPrivateAddress)).toBe(false);
  });
});
