import { afterAll } from "vitest";
import type { VersionDetail } from "../../src/contract/studio-routes.ts";
import { publishShipped } from "../../src/core/sop/index.ts";
import type { StaffSession } from "../../src/core/staff/index.ts";
import type { HttpRoute } from "../../src/platform/http/index.ts";
import type { OpenDatabase } from "../../src/platform/db/index.ts";
import { fakeClock } from "./fake-clock.ts";
import { staffDesk, type DeskPerson } from "./staff-desk.ts";

export type Said<T> = { status: number; body: T & { code?: string; params?: Record<string, unknown> } };

type Method = "GET" | "POST" | "PUT" | "DELETE";

/** The first response to P1 in 20 minutes instead of 30. */
export const FASTER_P1 = `# what we do otherwise
promises:
  - id: c.first-response.p1
    metric: first_response
    when: { kind: [consultation, complaint, fault, suggestion], priority: P1 }
    within: 20m # not 30
    calendar: always
    warn: [50%, 80%]
    on_warn: [{ notify: owner }]
    on_breach: [{ notify: leader }, { escalate: L2, team: engineering }]
    source: 本中心约定
`;

/** A desk with the shipped procedure published, and people who work on it. */
export async function studioDesk(db: OpenDatabase, routes: readonly HttpRoute<StaffSession>[]) {
  const clock = fakeClock();
  const desk = await staffDesk(db, { clock });
  await db.inTransaction((tx) => publishShipped(tx, clock.now()));
  const app = await desk.serve(routes);
  afterAll(() => app.close());
  const ask = async <T = VersionDetail>(
    person: Pick<DeskPerson, "headers">,
    method: Method,
    path: string,
    payload?: object,
  ): Promise<Said<T>> => {
    const url = `/api/v1${path}`;
    const answer = await app.inject({ method, url, headers: person.headers, ...(payload ? { payload } : {}) });
    return { status: answer.statusCode, body: (answer.body ? answer.json() : {}) as Said<T>["body"] };
  };
  const owner = async (role: "supervisor" | "agent", name: string): Promise<DeskPerson> => {
    const person = await desk.addPerson(role, { name });
    await db.pool.query("update staff_member set is_sop_owner = true where id = $1", [person.id]);
    return person;
  };
  return { ...desk, clock, ask, owner };
}
