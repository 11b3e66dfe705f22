import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import type { InputOf } from "../../contract/route.ts";
import type { createScript } from "../../contract/script-routes.ts";
import type { createSavedView } from "../../contract/inbox-routes.ts";
import type { Role } from "../../domain/permission/index.ts";
import type { CustomerTier, TicketKind } from "../../domain/ticket/index.ts";

export type Language = "zh" | "en";
export type TeamKey = "software" | "device";

/** What a customer may write about, and what comes of it. Words in braces are filled by the story. */
export type Topic = {
  id: string;
  language: Language;
  category: string;
  kind: TicketKind;
  team: TeamKey;
  weight: number;
  subjects: readonly string[];
  body: string;
  /** Empty: nothing to ask. */
  question: string;
  answer: string;
  /** The answer comes with a log file. */
  log?: boolean;
  /** Its words make it P1 or more. */
  urgent?: boolean;
  analysis: string;
  solution: string;
  cause: string;
  measures: string;
  prevention: string;
  root: string;
  rootType: string;
  tags: readonly string[];
};

export type Phrases = {
  [
    Key in "update" | "stages" | "chase" | "still" | "thanks" | "reject" | "praise" | "fair" | "blame" | "agreed"
  ]: string[];
} & {
  [
    Key in
      | "complaintNote"
      | "toDepartment"
      | "fromDepartment"
      | "thirdParty"
      | "reasonHandover"
      | "again"
      | "twin"
      | "snooze"
      | "phone"
  ]: string;
} & { remedy: { complaint: string; measures: string; reply: string } };

type PersonLine = { name: string; login: string; role: Role; number: string; department: string; team?: string };
type TeamLine = { name: string; leader: string; mailbox: string; greetingZh: string; greetingEn: string };
type ViewLine = InputOf<typeof createSavedView>["body"] & { owner: string };
type OrganisationLine = {
  name: string;
  domain: string;
  tier: CustomerTier;
  adviser?: string;
  note?: string;
  language?: Language;
};

export type DemoContent = {
  staff: { people: PersonLine[]; teams: TeamLine[]; domain: string; views: ViewLine[] };
  customers: {
    organisations: OrganisationLine[];
    contacts: Record<string, [name: string, title: string, login: string][]>;
  };
  scripts: InputOf<typeof createScript>["body"][];
  phrases: Record<Language, Phrases>;
  topics: Topic[];
};

const FOLDER = path.join(import.meta.dirname, "content");
const read = async (name: string) => parse(await readFile(path.join(FOLDER, name), "utf8")) as unknown;
const readTopics = async (name: string, language: Language) =>
  ((await read(name)) as Omit<Topic, "language">[]).map((topic) => ({ ...topic, language }));

/** The invented people, customers and cases; what is checked is checked by the commands that take them. */
export async function readDemoContent(): Promise<DemoContent> {
  return {
    staff: (await read("staff.yaml")) as DemoContent["staff"],
    customers: (await read("customers.yaml")) as DemoContent["customers"],
    scripts: (await read("scripts.yaml")) as DemoContent["scripts"],
    phrases: (await read("phrases.yaml")) as DemoContent["phrases"],
    topics: [
      ...(await readTopics("topics-software.yaml", "zh")),
      ...(await readTopics("topics-device.yaml", "zh")),
      ...(await readTopics("topics-english.yaml", "en")),
    ],
  };
}
