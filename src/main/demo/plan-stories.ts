import type { DemoContent, Topic } from "./demo-content.ts";
import type { DemoContact } from "./make-customers.ts";
import { COURSE_STEPS } from "./courses.ts";
import { DAY_MS, HOUR_MS, inOffice, MINUTE_MS, type Pace } from "./moments.ts";
import { seededRandom, type SeededRandom } from "./seeded-random.ts";
import type { Course, Story } from "./story.ts";

const HISTORY_DAYS = 60;
const HISTORY_ENDS_DAYS = 4;
/** What goes on now, as a share of all. */
const LIVE_SHARE = 0.2;
const NEGLECTED_SHARE = 0.03;
/** Whenever the desk is filled, something has just come in. */
const FRESH_MINUTES = [1, 3, 5, 8, 10, 13, 18, 26];
/** High priorities: nearly late with the first answer, then with the solution. */
const URGENT_MINUTES = [8, 11, 64, 77, 98, 112];
/** Two tickets come of these; they need time for both. */
const TWO_TICKETS: readonly Course[] = ["merged", "linked", "returned"];

const USUAL: Choices = [
  ["quick", 26],
  ["question", 24],
  ["silent", 14],
  ["late", 7],
  ["unsatisfied", 3],
  ["rejected", 4],
  ["department", 7],
  ["third_party", 5],
  ["phone_closed", 5],
  ["handed_over", 3],
  ["reopened", 3],
];
const LONG_AGO: Choices = [...USUAL, ["merged", 3], ["linked", 3], ["returned", 3]];
/** What lies on the desk now: more of what takes long. */
const OF_LATE: Choices = [
  ["quick", 8],
  ["question", 22],
  ["silent", 10],
  ["late", 5],
  ["unsatisfied", 5],
  ["rejected", 5],
  ["department", 17],
  ["third_party", 18],
  ["handed_over", 6],
  ["snoozed", 8],
];
const OF_COMPLAINTS: Choices = [
  ["question", 5],
  ["late", 3],
  ["unsatisfied", 4],
  ["rejected", 2],
];

const NOTHING_TO_ASK: Choices = [
  ["quick", 6],
  ["phone_closed", 1],
];

/** The cases of sixty days, oldest first. @param ticketCount tickets that come of them if all has time to happen */
export function planStories(
  content: DemoContent,
  contacts: readonly DemoContact[],
  given: { ticketCount: number; end: number; seed: number },
): Story[] {
  const { end, ticketCount } = given;
  const random = seededRandom(given.seed);
  const make = (openedAt: number) => plan(content, contacts, random, { end, openedAt });
  const stories: Story[] = [
    ...FRESH_MINUTES.slice(0, Math.ceil(ticketCount / 20)).map((minutes) => make(end - minutes * MINUTE_MS)),
    ...URGENT_MINUTES.slice(0, Math.ceil(ticketCount / 40)).map((minutes) => ({
      ...make(end - minutes * MINUTE_MS),
      ...urgentOf(content, contacts, random),
      stepsMax: minutes < 15 ? 0 : 4,
    })),
    ...Array.from({ length: Math.round(ticketCount * NEGLECTED_SHARE) }, () => neglect(make(end), random, end)),
    ...Array.from({ length: Math.round(ticketCount * LIVE_SHARE) }, () => inTheMiddle(make(end), random, end)),
  ];
  for (let left = ticketCount - stories.length; left > 0;) {
    const story = make(someTime(random, end));
    const count = ticketsOf(story);
    stories.push(count > left ? { ...story, course: "quick" } : story);
    left -= Math.min(count, left);
  }
  return stories.toSorted((a, b) => a.openedAt - b.openedAt);
}

const ticketsOf = ({ course }: Story) => (TWO_TICKETS.includes(course) ? 2 : 1);

function urgentOf(
  content: DemoContent,
  contacts: readonly DemoContact[],
  random: SeededRandom,
): Pick<Story, "contact" | "colleague" | "topic" | "course" | "channel"> {
  const topic = random.pick(content.topics.filter(({ urgent }) => urgent));
  const contact = random.pick(contacts.filter(({ language }) => language === topic.language));
  return { topic, contact, colleague: contact, course: "late", channel: "email" };
}

/** Begun just so long ago that it has come to any one of its steps by now. */
function inTheMiddle(story: Story, random: SeededRandom, end: number): Story {
  const steps = COURSE_STEPS[story.course];
  const done = random.between(1, steps.length);
  const pace: Pace = { priority: "P2", complaint: story.topic.kind === "complaint", anyHour: true };
  const needed = steps.slice(0, done).reduce((at, { wait }) => wait(at, pace, random), 0);
  return { ...story, anyHour: true, openedAt: Math.floor(end - needed - random.share() * 12 * MINUTE_MS) };
}

/** Begun, and then forgotten for a day or two. */
function neglect(story: Story, random: SeededRandom, end: number): Story {
  const openedAt = Math.floor(end - (10 + random.share() * 50) * HOUR_MS);
  return { ...story, anyHour: true, stepsMax: random.between(2, 5), openedAt };
}

/** Most write in office hours; the late ones lie at the door in the morning. */
function someTime(random: SeededRandom, end: number): number {
  const any = end - (HISTORY_ENDS_DAYS + random.share() * (HISTORY_DAYS - HISTORY_ENDS_DAYS)) * DAY_MS;
  const office = inOffice(any);
  const wanted = office === any || random.share() < 0.25 ? any : office + random.share() * 8.5 * HOUR_MS;
  return Math.min(wanted, end - HISTORY_ENDS_DAYS * DAY_MS);
}

function plan(
  content: DemoContent,
  contacts: readonly DemoContact[],
  random: SeededRandom,
  { end, openedAt }: { end: number; openedAt: number },
): Story {
  const contact = random.pick(contacts);
  const colleagues = contacts.filter((one) => one.organisation === contact.organisation && one !== contact);
  const fitting = content.topics.filter(({ language }) => language === contact.language);
  const topic = random.weighted(fitting.map((one) => [one, one.weight] as const));
  const days = (end - openedAt) / DAY_MS;
  const usual = days > 21 ? LONG_AGO : days < 6 ? OF_LATE : USUAL;
  return {
    seed: random.between(1, 1_000_000_000),
    openedAt: Math.floor(openedAt),
    contact,
    colleague: random.pick(colleagues),
    topic,
    course: random.weighted(coursesOf(topic, usual)),
    channel: random.share() < 0.1 ? "phone" : "email",
    anyHour: false,
    stepsMax: Infinity,
    values: valuesOf(contact, random),
  };
}

type Choices = readonly (readonly [Course, number])[];

function coursesOf({ kind, question }: Topic, usual: Choices): Choices {
  if (question === "") return NOTHING_TO_ASK;
  return kind === "complaint" ? OF_COMPLAINTS : usual;
}

const PLACES = {
  zh: ["滨江店", "中山路店", "万象城店", "高新店", "火车站店", "大学城店", "老城区店", "机场店", "二号仓", "门诊一楼"],
  en: ["Central", "Kowloon Bay", "Tsuen Wan"],
};
const PEOPLE = { zh: ["王小燕", "刘洋", "张敏", "李浩"], en: ["Amy", "Chris"] };

function valuesOf({ language }: DemoContact, random: SeededRandom): Record<string, string> {
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    store: random.pick(PLACES[language]),
    person: random.pick(PEOPLE[language]),
    version: `5.${random.between(1, 4)}.${random.between(0, 9)}`,
    serial: String(random.between(100_000, 999_999)),
    code: random.pick(["E1023", "E2041", "0x80070005", "ERR-507", "E-3310", "HTTP 502"]),
    time: `${two(random.between(8, 20))}:${two(random.between(0, 59))}`,
    count: String(random.between(3, 28)),
  };
}
