import { parsePack, readPublishedPack } from "../../contract/pack-schema.ts";
import type { FindingShape, VersionDetail, VersionShape } from "../../contract/studio-routes.ts";
import type { Version, VersionHead } from "../../core/sop/index.ts";

export function presentHead(head: VersionHead): VersionShape {
  const { created, changed, proposed, publishedAt, retiredAt, ...rest } = head;
  return {
    id: rest.id,
    number: rest.number,
    status: rest.status,
    name: rest.name,
    reason: rest.reason,
    revision: rest.revision,
    isShipped: rest.isShipped,
    created: { by: created.by, at: created.at.toISOString() },
    changed: { by: changed.by, at: changed.at.toISOString() },
    proposed: proposed && { by: proposed.by, at: proposed.at.toISOString(), reason: proposed.reason },
    approvedBy: rest.approvedBy,
    publishedAt: publishedAt?.toISOString() ?? null,
    retiredAt: retiredAt?.toISOString() ?? null,
    openTickets: rest.openTickets,
  };
}

export function presentVersion(version: Version): VersionDetail {
  const read = version.publishedAt ? readPublishedPack : parsePack;
  const parsed = version.content === null ? null : read(version.content);
  return {
    version: presentHead(version),
    layer: version.layer,
    pack: parsed?.ok ? { ...parsed.value } : null,
    document: version.content,
    origins: version.origins,
    overrides: version.overrides,
    findings: version.findings as FindingShape[],
    heldBack: version.heldBack && { findings: version.heldBack.findings, first: version.heldBack.first },
  };
}

const ADDRESS = /(https:\/\/[^/\s"'\\]+)\/[^\s"'\\]*/g;

/** The same for who only reads it: of addresses outside the host alone, because their paths hold the receivers' secrets. */
export const withoutSecrets = <T extends object>(shown: T): T =>
  JSON.parse(JSON.stringify(shown).replaceAll(ADDRESS, "$1/…")) as T;
