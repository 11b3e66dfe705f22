import type { JSX } from "react";
import type { VersionDetail } from "../../../../../src/contract/studio-routes.ts";
import { FormDrawer } from "../../../../ui/forms/form-drawer.tsx";
import { nameOf } from "../shared/item-text.ts";
import { isNothing, ItemFields } from "../shared/item-value.tsx";
import { OriginMark } from "../shared/origin-mark.tsx";
import { useLocalText } from "../shared/use-local-text.ts";
import { originOf, type Item } from "../shared/version-detail.ts";

type Props = { detail: VersionDetail; section: string; item: Item; onClose: () => void };

/** One item to be read. */
export function ItemSheet({ detail, section, item, onClose }: Props): JSX.Element {
  const local = useLocalText();
  const name = nameOf(item);
  return (
    <FormDrawer
      title={
        <>
          {name ? local(name) : item.id} <OriginMark origin={originOf(detail, section, item.id)} />
        </>
      }
      onClose={onClose}
    >
      <ItemFields fields={Object.entries(item).filter(([key, value]) => key !== "children" && !isNothing(value))} />
    </FormDrawer>
  );
}
