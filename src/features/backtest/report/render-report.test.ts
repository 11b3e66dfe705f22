import { describe, expect, it } from "vitest";
import type { BacktestResult, Trial } from "../../../domain/backtest/index.ts";
import { compiledCalendars, shippedPack } from "../../../../test/support/shipped-pack.ts";
import { syntheticHistory } from "../../../../test/support/synthetic-history.ts";
import { judgeHistory } from "../judge-history.ts";
import { sideOf } from "../side-of.ts";
import { renderReport } from "./render-report.ts";

const EVIL = `<script>alert("x")</script>&'`;

const calendars = compiledCalendars();
async function resultOf(tickets: number): Promise<BacktestResult> {
  const trial: Trial = {
    current: sideOf(shippedPack("service-centre"), calendars),
    candidate: sideOf({ ...shippedPack("standard"), name: { zh: EVIL, en: EVIL } }, calendars),
    zone: "Asia/Shanghai",
    until: Date.UTC(2025, 0, 20),
    showAll: false,
  };
  const history = [...syntheticHistory(tickets)].map((ticket) => ({
    ...ticket,
    name: `${EVIL}${ticket.name}`,
    team: EVIL,
  }));
  return judgeHistory(history, trial, {
    threads: 1,
    source: () => ({
      source: "csv",
      name: EVIL,
      ticketsLeftOut: 3,
      malformed: {
        count: 1,
        reasons: [{ reason: "activity_unknown", says: { zh: "未知", en: "unknown" }, count: 1 }],
        first: [{ line: 1_234, reason: "activity_unknown", says: { zh: "未知", en: "unknown" }, value: EVIL }],
      },
      notes: [{ zh: EVIL, en: EVIL }],
    }),
  });
}

describe("the report", () => {
  it("escapes whatever comes from a file or a pack, and loads nothing from anywhere", async () => {
    const page = renderReport(await resultOf(40), ["zh", "en"]);
    expect(page).not.toContain("<script");
    expect(page).toContain("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;");
    expect(page).not.toMatch(/https?:|src=|url\(|@import|\son\w+=/);
    expect(page).not.toMatch(/undefined|NaN|Infinity|\[object/);
  });

  it("is whole in each language, with a switch that needs no script where there are two", async () => {
    const result = await resultOf(40);
    const [both, zh, en] = [
      renderReport(result, ["zh", "en"]),
      renderReport(result, ["zh"]),
      renderReport(result, ["en"]),
    ];
    expect(both.match(/<article/g)).toHaveLength(2);
    expect(both).toContain('<input type="radio"');
    expect(zh).toMatch(/<html lang="zh-CN">/);
    expect(zh).not.toContain("Back-test of a procedure");
    expect(zh).not.toContain('type="radio"');
    expect(en).toMatch(/<html lang="en">/);
    expect(en.match(/<svg/g)?.length).toBe(zh.match(/<svg/g)?.length);
    // Names of teams and files may be Chinese; the words of the report may not.
    expect(en.replaceAll(/<style>.*?<\/style>/gs, "").replaceAll(/[“”]/g, "")).not.toMatch(/流程回测|时限|超时/);
    expect(both).not.toMatch(/\{\w+\}/);
  });

  it("says the difference, the malformed rows and what was left out in words and numbers", async () => {
    const page = renderReport(await resultOf(40), ["en"]);
    expect(page).toMatch(/of the tickets keep every promise/);
    expect(page).toContain("Malformed rows: 1");
    expect(page).toContain("1,234");
    expect(page).toContain("3 more opened outside the asked time");
  });

  it("stands without a single ticket", async () => {
    const page = renderReport(await resultOf(0), ["zh", "en"]);
    expect(page).toContain("这段历史里没有工单。");
    expect(page).not.toMatch(/undefined|NaN|Infinity/);
  });
});
