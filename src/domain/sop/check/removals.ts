import type { ComposedPack } from "../compose-pack.ts";
import { finding, type Finding } from "./finding.ts";

/** What a pack takes away and nobody before it has. */
export const removalFindings = ({ removals }: ComposedPack): Finding[] =>
  removals.flatMap(({ section, id, from }) =>
    from === null
      ? [
          finding(
            "without_unknown",
            `without.${section}`,
            [`所继承的流程包在 ${section} 中没有“${id}”`, `what it extends has no ${id} in ${section}`],
            ["更正编号，或从 without 中去掉。", "Correct the id, or take it out of without."],
          ),
        ]
      : [],
  );
