import { CodedError } from "../../contract/coded-error.ts";
import { listStaff } from "../../core/staff/index.ts";
import {
  composeVersion,
  lockVersions,
  writeProposal,
  writePublished,
  type Someone,
  type Version,
} from "../../core/sop/index.ts";
import { mailboxOf } from "../../domain/contact/index.ts";
import { ownsSop } from "../../domain/permission/index.ts";
import type { Tx } from "../../platform/transaction.ts";
import { record, type Act } from "./act.ts";
import { held } from "./draft.ts";

/** Asks a second person to publish. @throws CodedError `version_unknown`, `version_not_checked`, `nobody_else_approves` */
export async function propose(act: Act, versionId: string, reason: string): Promise<void> {
  const version = await held(act, versionId);
  if (version.status !== "checked") throw new CodedError("version_not_checked", { number: version.number });
  await refuseWithoutSecond(act, [act.by, version.changed.by]);
  await writeProposal(act.tx, versionId, { by: act.by?.id ?? null, reason, now: act.now });
  await record(act, version, { action: "proposed", reason });
}

/** Takes a proposal back or returns it: the version is a draft again. @throws CodedError `version_unknown`, `version_not_proposed` */
export async function withdraw(act: Act, versionId: string, reason: string): Promise<void> {
  const version = await held(act, versionId);
  if (!version.proposed || version.status !== "checked")
    throw new CodedError("version_not_proposed", { number: version.number });
  await writeProposal(act.tx, versionId, null);
  await record(act, version, { action: "withdrawn", reason });
}

/**
 * Publishes what somebody else proposed and changed: new tickets begin with it from now on. `revision`: the one that was
 * read; a proposal may have been taken back, changed and made again meanwhile.
 * @throws CodedError `version_unknown`, `version_not_proposed`, `conflict`, `same_person_approves`, `last_changer_approves`,
 * `nobody_else_approves`, `version_not_checked` when what ships, or a calendar, has changed since it was checked
 */
export async function approve(act: Act, versionId: string, revision: number): Promise<void> {
  await lockVersions(act.tx);
  const version = await held(act, versionId);
  const { proposed } = version;
  if (version.status !== "checked" || !proposed)
    throw new CodedError("version_not_proposed", { number: version.number });
  if (revision !== version.revision) throw new CodedError("conflict");
  await refuseOwnHand(act, proposed.by, version.changed.by);
  await refuseStale(act, version);
  await publish(act, version, { action: "published", reason: proposed.reason });
}

/** Publishes a version that was published before. @throws CodedError `version_unknown`, `version_not_retired` */
export async function rollBack(act: Act, versionId: string, reason: string): Promise<void> {
  await lockVersions(act.tx);
  const version = await held(act, versionId);
  if (version.status !== "retired") throw new CodedError("version_not_retired");
  await publish(act, version, { action: "rolled_back", reason });
}

/** Publishes a checked version at the word of whoever sits at the machine. @throws CodedError `version_not_checked` */
export async function publishAtOnce(act: Act, versionId: string, reason: string): Promise<void> {
  await lockVersions(act.tx);
  const version = await held(act, versionId);
  if (version.status !== "checked") throw new CodedError("version_not_checked", { number: version.number });
  await refuseStale(act, version);
  await publish(act, version, { action: "published", reason });
}

type Publishing = { action: "published" | "rolled_back"; reason: string };

async function publish(act: Act, version: Version, { action, reason }: Publishing): Promise<void> {
  const approvedBy = action === "published" ? (act.by?.id ?? null) : null;
  const retired = await writePublished(act.tx, version.id, { approvedBy, reason, now: act.now });
  await record(act, version, { action, reason });
  if (retired) await record(act, retired, { action: "retired", facts: { followed_by: version.number } });
}

/** What was checked, and read by the second person, is what goes out. */
async function refuseStale(act: Act, version: Version): Promise<void> {
  const composition = await composeVersion(act.tx, version, act.now);
  if (composition.findings.length > 0 || composition.digest !== version.digest)
    throw new CodedError("version_not_checked", { number: version.number });
}

/** Whoever proposed it or changed it last does not approve it, by another account of his mailbox neither. */
async function refuseOwnHand(act: Act, proposer: Someone | null, changer: Someone | null): Promise<void> {
  if (!act.by) return;
  const own = await mailboxesOf(act.tx, [act.by]);
  const isOwn = async (hand: Someone | null) => [...(await mailboxesOf(act.tx, [hand]))].some((one) => own.has(one));
  const proposed = await isOwn(proposer);
  if (!proposed && !(await isOwn(changer))) return;
  await refuseWithoutSecond(act, [proposer, changer]);
  throw new CodedError(proposed ? "same_person_approves" : "last_changer_approves");
}

async function mailboxesOf(tx: Tx, people: readonly (Someone | null)[]): Promise<Set<string>> {
  const ids = people.flatMap((person) => (person ? [person.id] : []));
  const accounts = ids.length > 0 ? await listStaff(tx, { ids, inactive: true }) : [];
  return new Set(accounts.map(({ email }) => mailboxOf(email)));
}

/** Whoever had a hand in it cannot approve; is there nobody else, that is said while something can be done about it. */
async function refuseWithoutSecond(act: Act, involved: readonly (Someone | null)[]): Promise<void> {
  const hands = new Map(involved.flatMap((person) => (person ? [[person.id, person.name]] : [])));
  const taken = await mailboxesOf(act.tx, involved);
  const owners = (await listStaff(act.tx)).filter(ownsSop);
  if (owners.some(({ email }) => !taken.has(mailboxOf(email)))) return;
  throw new CodedError("nobody_else_approves", { people: [...hands.values()].join("、") });
}
