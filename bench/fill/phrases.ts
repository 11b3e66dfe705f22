import type { SeededRandom } from "../../src/main/demo/seeded-random.ts";

/** The word that stands in about a third of all tickets, and the one that stands in a dozen, whatever their number. */
export const COMMON_WORD = "打印";
export const RARE_WORD = "结冰";
export const RARE_TICKETS = 12;

const PLACES = ["一号门店", "城东分店", "三楼收费处", "中心仓库", "挂号窗口", "财务部", "前台", "南区车间"] as const;
const THINGS = [
  ["小票打印机", 3],
  ["标签打印机", 2],
  ["收银机", 3],
  ["扫码枪", 2],
  ["自助终端", 1],
  ["库存报表", 2],
  ["对账单", 1],
  ["会员系统", 2],
  ["登录页面", 1],
] as const;
const FAULTS = [
  "无法连接",
  "一直转圈打不开",
  "反复自动重启",
  "提示权限不足",
  "数据与昨天对不上",
  "导出时报错",
  "卡在百分之九十",
  "声音异常",
  "升级之后变慢",
] as const;
const SINCES = ["今天早上开始", "昨晚升级以后", "上周五起", "断电恢复之后", "换了新网络以后", "没有任何改动"] as const;
const REQUESTS = [
  "请尽快处理",
  "客户在等，麻烦看一下",
  "请告知如何操作",
  "需要回电",
  "能否远程协助",
  "请给出预计时间",
] as const;
const ANSWERS = [
  "您好，已收到，我们正在核对日志，稍后同步进展",
  "请在设置中重新登录一次，并把屏幕截图发给我们",
  "问题已经复现，判断为驱动版本过旧，升级后即可恢复",
  "后台已为您重置授权，请关闭程序后重新打开",
  "备件已安排发出，预计明天送达，届时工程师会联系您",
  "该现象与缓存有关，清理之后测试正常，请您再确认一下",
] as const;
const FOLLOW_UPS = [
  "按您说的做了，还是一样",
  "好的，谢谢，已经恢复了",
  "刚才又出现一次",
  "截图见附件，请查收",
  "请问有进展了吗",
] as const;

export type CaseWords = { subject: string; text: string };

/** A customer's first message. Most name an error code, some a phone number to call back. */
export function caseWords(random: SeededRandom, given: { phone: string; rare: boolean }): CaseWords {
  const thing = random.weighted(THINGS);
  const fault = random.pick(FAULTS);
  const code = random.share() < 0.7 ? `，错误码 ${errorCode(random)}` : "";
  const call = random.share() < 0.2 ? `，电话 ${given.phone}` : "";
  const rare = given.rare ? `，机器外壳${RARE_WORD}` : "";
  return {
    subject: `${thing}${fault}`,
    text: `${random.pick(PLACES)}的${thing}${random.pick(SINCES)}${fault}${code}${rare}。${random.pick(REQUESTS)}${call}。`,
  };
}

/** `E1024`: 200 of them are in daily use, each in about a third of a per cent of all cases. */
const errorCode = (random: SeededRandom) => `E${1_000 + random.between(0, 199)}`;

export const answerWords = (random: SeededRandom): string => `${random.pick(ANSWERS)}。`;
export const followUpWords = (random: SeededRandom): string => `${random.pick(FOLLOW_UPS)}。`;
