import { Jieba } from "@node-rs/jieba";
import { dict } from "@node-rs/jieba/dict.js";

let jieba: Jieba | null = null;

/** Cuts a Chinese run into words. The dictionary is read at the first search, not when the process starts. */
export function cutWords(run: string): string[] {
  jieba ??= Jieba.withDict(dict);
  return jieba.cut(run, true);
}
