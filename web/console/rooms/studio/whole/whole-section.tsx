import type { JSX } from "react";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { resolved, type Schema } from "../draft/json-schema.ts";
import { shapeOf } from "../draft/shape.ts";
import { ComplaintForm } from "./complaint-form.tsx";
import { PriorityForm } from "./priority-form.tsx";

type Props = { detail: VersionDetail; schema: Schema; section: string };

/** The form of a section that is one whole; null for one that has none. */
export function WholeSection({ detail, schema, section }: Props): JSX.Element | null {
  const own = resolved(schema, schema).properties?.[section];
  const shape = own ? shapeOf(schema, own) : null;
  if (shape?.kind !== "group") return null;
  if (section === "priority") return <PriorityForm detail={detail} shape={shape} />;
  if (section === "complaints") return <ComplaintForm detail={detail} shape={shape} />;
  return null;
}
