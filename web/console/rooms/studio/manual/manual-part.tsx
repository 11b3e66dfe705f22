import type { JSX } from "react";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import type { Pack } from "../../../../../src/domain/sop/pack.ts";
import { CategoryTree } from "./category-tree.tsx";
import { FormsPart } from "./forms-part.tsx";
import { GatesPart } from "./gates-part.tsx";
import { ItemCards } from "./item-cards.tsx";
import type { Part } from "./outline.ts";
import { PriorityPart } from "./priority-part.tsx";
import { PromisesPart } from "./promises-part.tsx";
import { SurveysPart } from "./surveys-part.tsx";
import { TextsPart } from "./texts-part.tsx";

type Props = { detail: VersionDetail; pack: Pack; part: Part; query: string; onOpen: (cell: string) => void };

/** One part of the manual in the look that suits it; a section that has none of its own is shown item by item. */
export function ManualPart({ detail, pack, part, query, onOpen }: Props): JSX.Element {
  switch (part.section) {
    case "promises":
      return <PromisesPart detail={detail} pack={pack} metrics={part.metrics} query={query} onOpen={onOpen} />;
    case "categories":
      return <CategoryTree detail={detail} categories={pack.categories} query={query} />;
    case "priority":
      return <PriorityPart priority={pack.priority} query={query} />;
    case "gates":
      return <GatesPart detail={detail} pack={pack} query={query} />;
    case "forms":
      return <FormsPart detail={detail} pack={pack} query={query} />;
    case "surveys":
      return <SurveysPart detail={detail} pack={pack} query={query} />;
    case "notices":
    case "scripts":
      return <TextsPart detail={detail} section={part.section} query={query} />;
    default:
      return <ItemCards detail={detail} section={part.section} query={query} />;
  }
}
