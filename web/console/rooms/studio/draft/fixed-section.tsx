import type { JSX } from "react";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { ManualPart } from "../manual/manual-part.tsx";
import { useFormatWords } from "../shared/format-words.ts";
import { packOf } from "../shared/version-detail.ts";
import { WholeSection } from "../whole/whole-section.tsx";
import type { Schema } from "./json-schema.ts";
import "../manual/manual.css";

type Props = { detail: VersionDetail; schema: Schema; section: string; mayEdit: boolean };

/** A section that is one whole, such as the priority matrix: a form for who may change it, a page to read for others. */
export function FixedSection({ detail, schema, section, mayEdit }: Props): JSX.Element | null {
  const words = useFormatWords();
  const pack = packOf(detail);
  if (mayEdit) return <WholeSection detail={detail} schema={schema} section={section} />;
  if (!pack) return null;
  return (
    <>
      <div className="page-tools">
        <h2 className="draft-title">{words.section(section)}</h2>
      </div>
      <ManualPart
        detail={detail}
        pack={pack}
        part={{ id: section, section, metrics: [] }}
        query=""
        onOpen={() => undefined}
      />
    </>
  );
}
