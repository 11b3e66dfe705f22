import type { TicketDesk } from "../../src/core/tickets/index.ts";
import type { Authority } from "../../src/domain/sop/index.ts";

const FOR_ADMINISTRATORS: Authority = {
  id: "data",
  kind: "see",
  what: { zh: "看明文", en: "to see in clear" },
  grants: [{ role: "administrator", upTo: null }],
  governs: "personal_data",
  source: "t",
};

/** While something is done the published procedure lets administrators alone see personal data in clear (REQ: HA-22). */
export async function whilePersonalDataIsSealed<T>({ procedures }: TicketDesk, work: () => Promise<T>): Promise<T> {
  const { published } = procedures;
  procedures.published = async (tx) => {
    const procedure = await published(tx);
    return { ...procedure, pack: { ...procedure.pack, authorities: [FOR_ADMINISTRATORS] } };
  };
  try {
    return await work();
  } finally {
    procedures.published = published;
  }
}
