import { openTicket, readEvents, type Opening } from "../../src/core/tickets/index.ts";
import type { Role } from "../../src/domain/permission/index.ts";
import type { Pack } from "../../src/domain/sop/index.ts";
import { foldTicket, type Ticket, type TicketEventBody, type TicketEventType } from "../../src/domain/ticket/index.ts";
import type { AssembledDesk } from "../../src/main/assemble-desk.ts";
import { newId } from "../../src/platform/ids.ts";
import { fakeClock, type FakeClock } from "./fake-clock.ts";
import { mountedDesk } from "./mounted-desk.ts";
import { RULES_VERSION_ID, rulesProcedure, type LineInYaml } from "./rules-procedure.ts";
import { runOnceTimers } from "./run-once-timers.ts";
import { staffDesk, type DeskPerson } from "./staff-desk.ts";
import { DEFAULT_TEAM_ID } from "./test-desk.ts";
import { plainOpening } from "./ticket-fixtures.ts";
import { testDatabase, type TestDatabase } from "./test-database.ts";

export type RulesDesk = {
  database: TestDatabase;
  assembled: AssembledDesk;
  clock: FakeClock;
  /** The procedure has these promises from now on, and nothing else changes. */
  rules(lines: readonly LineInYaml[], pack?: Partial<Pack>): void;
  person(role: Role, name: string, teamIds?: string[]): Promise<DeskPerson>;
  team(name: string, leaderId?: string): Promise<string>;
  open(given?: Partial<Opening> & { email?: string | null }): Promise<string>;
  ticket(id: string): Promise<Ticket>;
  /** Events of a type, in order. */
  events<T extends TicketEventType>(id: string, type: T): Promise<Extract<TicketEventBody, { type: T }>[]>;
  /** Time goes on, and what is due then fires. */
  pass(ms: number): Promise<void>;
  /** Who was told of a ticket, by name, each once. */
  told(id: string, kind?: string): Promise<string[]>;
  sql<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>;
};

/** The product as it runs, under promises that a test writes. */
export async function rulesDesk(): Promise<RulesDesk> {
  const database = await testDatabase();
  const { db } = database;
  const clock = fakeClock("2026-03-02T02:00:00Z");
  const { assembled } = await mountedDesk(database, { now: clock.now });
  const people = await staffDesk(db, { clock });
  const sql = async <T>(text: string, values: unknown[] = []) => (await db.pool.query(text, values)).rows as T[];
  await sql(
    `insert into sop_version (id, pack_id, number, status, content, digest)
     values ($1, 'rules', 1, 'retired', '{}', repeat('0', 64))`,
    [RULES_VERSION_ID],
  );
  const ticket = async (id: string) => foldTicket(id, await readEvents(db.reading, id));
  return {
    database,
    assembled,
    clock,
    sql,
    ticket,
    rules: (lines, pack = {}) => {
      assembled.tickets.procedures = rulesProcedure(lines, pack);
    },
    person: (role, name, teamIds = [DEFAULT_TEAM_ID]) => people.addPerson(role, { name, teamIds }),
    team: async (name, leaderId) => {
      const id = newId();
      await sql("insert into team (id, name, leader_id) values ($1, $2, $3)", [id, name, leaderId ?? null]);
      return id;
    },
    open: (given = {}) => openOne({ assembled, clock, sql }, given),
    events: async (id, type) => {
      const bodies = (await readEvents(db.reading, id)).map(({ body }) => body);
      return bodies.filter((body): body is Extract<TicketEventBody, { type: typeof type }> => body.type === type);
    },
    pass: async (ms) => {
      clock.advance(ms);
      await runOnceTimers(assembled);
    },
    told: async (id, kind) => {
      const rows = await sql<{ name: string }>(
        `select distinct s.name from notification n join staff_member s on s.id = n.staff_id
          where n.ticket_id = $1 and ($2::text is null or n.kind = $2) order by s.name`,
        [id, kind ?? null],
      );
      return rows.map(({ name }) => name);
    },
  };
}

type On = { assembled: AssembledDesk; clock: FakeClock; sql: RulesDesk["sql"] };

async function openOne(
  { assembled, clock, sql }: On,
  { email, ...given }: Partial<Opening> & { email?: string | null },
): Promise<string> {
  const contactId = newId();
  await sql("insert into contact (id, name) values ($1, '王伟')", [contactId]);
  if (email !== null)
    await sql("insert into contact_address (kind, value, contact_id, is_primary) values ('email', $1, $2, true)", [
      email ?? `${contactId}@customer.example`,
      contactId,
    ]);
  const { desk, tickets } = assembled;
  const by = { actor: { kind: "contact" as const, id: contactId }, now: clock.now() };
  const change = await desk.db.inTransaction((tx) =>
    openTicket(tickets, tx, plainOpening({ contactId, ...given }), by),
  );
  return change.ticket.id;
}
