import { afterAll, test } from "vitest";
import { testBrowser } from "../support/browser.ts";
import { CONSOLE } from "../support/console-page.ts";
import { quotedInEnglish } from "../support/customer-mail.ts";
import { ImapServer } from "../support/imap-server.ts";
import { runningClock } from "../support/fake-clock.ts";
import { expectOk, liveDesk } from "../support/live-desk.ts";
import { liveWholeLoop, type Story } from "../support/whole-loop.ts";

const imap = new ImapServer({ user: "help", password: "secret" });
await imap.listen();
afterAll(() => imap.close());
const desk = await liveDesk({ now: runningClock().now });
const browser = await testBrowser();

const story: Story = {
  words: CONSOLE.en,
  customer: { name: "Ann Lee", address: "ann@customer.example" },
  charset: "utf-8",
  subject: "We are unable to use the report export",
  first: "Hello, the export of our monthly report has been empty since this morning. Please help us soon.",
  file: { name: "export.log", content: "rows exported: 0" },
  expectation: /first reply|first response|answer|reply/i,
  answer: "Please clear the report cache; the steps are in the attached file.",
  answerFile: { name: "clear-cache.txt", content: "1. Settings 2. Reports 3. Clear" },
  back: "That helped, the export is complete again. Thank you!",
  quoted: quotedInEnglish,
  solveTitle: (number) => `Solve HD-${number}`,
  notice: [
    ["Cause", "The report cache was stale after the update"],
    ["Measures taken", "The cache was cleared with the customer"],
    ["Prevention", "The update clears the cache by itself from the next release"],
  ],
  rootCause: ["Root cause", "The update does not clear the cache"],
  causeType: ["Kind of cause", "Product defect"],
  resultSubject: "Result",
  confirm: "Confirm: solved, and send my rating",
  thanks: "Thank you for your answer",
  satisfied: "Very satisfied",
};

// REQ: IN-01, HA-01, HA-06, HA-08, CL-01, CL-02, CL-03, CL-04
test("from a customer's mail in English, by IMAP, to a closed, surveyed case", async () => {
  const agent = await desk.invite("agent", "Li Lei", "en");
  await expectOk(
    desk.administrator.call("POST", "/api/v1/mailboxes", {
      name: "Help",
      address: "help@desk.example",
      kind: "imap",
      teamId: null,
      enabled: true,
      trustedServers: [],
      imap: { host: "127.0.0.1", port: imap.port, security: "none", user: "help", auth: "password", oauth: null },
      imapSecret: "secret",
      smtp: null,
      dkim: null,
    }),
  );
  const deliver = async (raw: Buffer) => void imap.deliver(raw);
  await liveWholeLoop({ desk, browser, agent, deliver }, story);
});
