import type { BenchPeople } from "../fill/desk-people.ts";
import { apiClient, type ApiClient } from "../desk/api-client.ts";
import type { BenchDesk } from "../desk/bench-desk.ts";
import type { BenchDatabase } from "../desk/bench-postgres.ts";
import type { CpuMeter } from "../desk/cpu-time.ts";
import type { MailSink } from "../desk/mail-sink.ts";

/** A filled database with a desk on it. */
export type Stage = {
  tickets: number;
  database: BenchDatabase;
  desk: BenchDesk;
  people: BenchPeople;
  sink: MailSink;
  /** By role: the agent sees a third of the tickets. */
  agent: ApiClient;
  supervisor: ApiClient;
};

/** The same with those who call it. */
export function withCallers(stage: Omit<Stage, "agent" | "supervisor">): Stage {
  const client = ({ token }: { token: string }) => apiClient(stage.desk.url, token);
  return { ...stage, agent: client(stage.people.agent), supervisor: client(stage.people.supervisor) };
}

/** How long and how often a measure is taken. */
export type Effort = { seconds: number; rounds: number; warmUpSeconds?: number; cpu?: CpuMeter };

/** One figure: `unit` last in its name where it has one. */
export type Figures = Record<string, number | string | null>;
export type Measured = { name: string; tickets: number; figures: Figures; note?: string };
