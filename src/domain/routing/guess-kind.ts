import type { TicketKind } from "../ticket/vocabulary.ts";

type KindRule = { kind: TicketKind; words: RegExp };

/** In this order: who complains about a fault complains. */
const RULES: readonly KindRule[] = [
  {
    kind: "complaint",
    words: /投诉|态度(太|很|极)?(差|恶劣)|强烈不满|非常不满|消费者协会|12315|\bcomplain(t|ts|ing)?\b|\bunacceptable\b/i,
  },
  {
    kind: "fault",
    words:
      /报错|故障|异常|错误(码|代码|提示|信息)|崩溃|宕机|死机|闪退|蓝屏|黑屏|卡死|无法(使用|登录|打开|连接|启动|访问|保存|上传|下载)|打不开|登录不了|用不了|不能用|连不上|失败|\berrors?\b|\bfail(s|ed|ure|ing)?\b|\bfault(s|y)?\b|\bcrash(es|ed|ing)?\b|\bbroken\b|\bbug\b|\bdown\b|\boutage\b|(not|n't|cannot) (work|working|start|open|connect|log ?in)\b/i,
  },
  {
    kind: "suggestion",
    words:
      /建议|希望(能|可以|增加|支持)|能否增加|新增功能|需求|\bsuggest(ion|ions|ed)?\b|\bfeature request\b|\bwould be (nice|great)\b/i,
  },
];

const TEXT_CHARS_READ_MAX = 4_000;

/** The kind of case by the words of the customer; a consultation unless they say otherwise. REQ: IN-17 */
export function guessKind(subject: string, text: string): TicketKind {
  const words = `${subject}\n${text.slice(0, TEXT_CHARS_READ_MAX)}`;
  return RULES.find((rule) => rule.words.test(words))?.kind ?? "consultation";
}
