import type { Topic } from "./demo-content.ts";
import type { DemoContact } from "./make-customers.ts";

export type Course =
  | "quick"
  | "question"
  | "silent"
  | "late"
  | "unsatisfied"
  | "rejected"
  | "department"
  | "third_party"
  | "phone_closed"
  | "handed_over"
  | "reopened"
  | "merged"
  | "linked"
  | "returned"
  | "snoozed";

/** One case from its first message on; what of it lies in the future has not happened yet. */
export type Story = {
  seed: number;
  openedAt: number;
  contact: DemoContact;
  /** Somebody else of the same organisation. */
  colleague: DemoContact;
  topic: Topic;
  course: Course;
  channel: "email" | "phone";
  /** Worked on at any hour, so that the desk looks alive whenever it is filled. */
  anyHour: boolean;
  /** Left lying after so many steps. */
  stepsMax: number;
  /** What stands for the words in braces. */
  values: Readonly<Record<string, string>>;
};
