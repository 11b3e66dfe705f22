import type { LocalText } from "../local-text.ts";
import { isLocalText, leafChanges, type Item, type Speaker, type Speakers } from "./diff-leaves.ts";
import { FIRST_HOLDS } from "./first-holds.ts";
import { say, together } from "./say.ts";

/** One difference between two packs, in words of both languages. */
export type PackChange = {
  section: string;
  id: string;
  kind: "added" | "removed" | "changed";
  says: LocalText;
};

/** What an item without a name of its own is. */
const NOUNS: Readonly<Record<string, LocalText>> = {
  gates: say("闸门", "gate"),
  follow_ups: say("二次跟进", "follow-up"),
  call_backs: say("回访", "call back"),
  routes: say("分派", "route"),
  tiers: say("客户等级", "tier"),
  "complaints.handlers": say("投诉处理人", "handler of complaints"),
  transfers: say("转单", "transfer"),
};

type Lists = { before: readonly Item[]; after: readonly Item[] };

/** What changed in one list, what is new, what is gone, and, where the first that holds is taken, a new order. */
export function itemChanges(section: string, { before, after }: Lists, speakers: Speakers): PackChange[] {
  const name = (item: Item, speaker: Speaker) => nameOf(section, item, speaker);
  const whole = (kind: "added" | "removed", item: Item, says: LocalText): PackChange => ({
    section,
    id: item.id,
    kind,
    says,
  });
  const added = after
    .filter(({ id }) => !before.some((item) => item.id === id))
    .map((item) => {
      const { zh, en } = name(item, speakers.after);
      return whole("added", item, say(`新增 ${zh}`, `added ${en}`));
    });
  const removed = before
    .filter(({ id }) => !after.some((item) => item.id === id))
    .map((item) => {
      const { zh, en } = name(item, speakers.before);
      return whole("removed", item, say(`删除 ${zh}`, `removed ${en}`));
    });
  const changed = after.flatMap((item): PackChange[] => {
    const old = before.find(({ id }) => id === item.id);
    const leaves = old ? leafChanges({ before: old, after: item }, speakers) : [];
    if (leaves.length === 0) return [];
    const all = together(
      leaves.map(({ says }) => says),
      "；",
      "; ",
    );
    const { zh, en } = name(item, speakers.after);
    return [{ section, id: item.id, kind: "changed", says: say(`${zh}：${all.zh}`, `${en}: ${all.en}`) }];
  });
  return [...changed, ...orderChanges(section, { before, after }), ...added, ...removed];
}

function orderChanges(section: string, { before, after }: Lists): PackChange[] {
  if (!FIRST_HOLDS.has(section)) return [];
  const [old, now] = [
    before.map(({ id }) => id).filter((id) => after.some((item) => item.id === id)),
    after.map(({ id }) => id).filter((id) => before.some((item) => item.id === id)),
  ];
  const moved = now.find((id, at) => id !== old[at]);
  if (moved === undefined) return [];
  const says = say(`顺序 ${old.join("、")} → ${now.join("、")}`, `order ${old.join(", ")} → ${now.join(", ")}`);
  return [{ section, id: moved, kind: "changed", says }];
}

/** By its own name, else by what it is and for whom: `分派 P0、P1`. */
function nameOf(section: string, item: Item, speaker: Speaker): LocalText {
  for (const key of ["name", "title", "label", "subject", "what"]) {
    const text = item[key];
    if (isLocalText(text)) return say(`“${text.zh}”`, `"${text.en}"`);
  }
  const noun = NOUNS[section];
  if (!noun) return say(item.id, item.id);
  const whom = speaker("when", item["when"]);
  return whom
    ? say(`${noun.zh} ${whom.zh}`, `${noun.en} for ${whom.en}`)
    : say(`${noun.zh} ${item.id}`, `${noun.en} ${item.id}`);
}
