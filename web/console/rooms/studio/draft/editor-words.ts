import { EditorState, type Extension } from "@codemirror/state";

/** What the editor says of itself, in Chinese. */
const ZH: Readonly<Record<string, string>> = {
  Find: "查找",
  Replace: "替换为",
  next: "下一个",
  previous: "上一个",
  all: "全部",
  "match case": "区分大小写",
  "by word": "整词",
  regexp: "正则",
  replace: "替换",
  "replace all": "全部替换",
  close: "关闭",
  "current match": "当前匹配",
  "replaced $ matches": "已替换 $ 处",
  "replaced match on line $": "已替换第 $ 行的匹配",
  "on line": "位于第",
  "Go to line": "跳到行",
  go: "前往",
  Completions: "补全",
  Diagnostics: "问题",
  "No diagnostics": "没有问题",
  "Fold line": "折叠",
  "Unfold line": "展开",
  "folded code": "已折叠",
  unfold: "展开",
  "Control character": "控制字符",
  "Selection deleted": "已删除所选",
};

export const editorWords = (language: "zh" | "en"): Extension => (language === "zh" ? EditorState.phrases.of(ZH) : []);
