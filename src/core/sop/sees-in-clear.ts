import { viewerHas, type Viewer } from "../../domain/permission/index.ts";
import { leavesTo } from "../../domain/sop/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import type { Procedures } from "./procedure.ts";

/** Whether a person sees personal data in clear: by his role, as far as the published procedure lets it (REQ: HA-22, IN-14). */
export async function seesInClear(procedures: Procedures, tx: Tx, viewer: Viewer): Promise<boolean> {
  if (!viewerHas(viewer, "personal_data.reveal")) return false;
  return leavesTo((await procedures.published(tx)).pack, "personal_data", viewer.role);
}
