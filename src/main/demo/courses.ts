import type { TicketState } from "../../domain/ticket/index.ts";
import {
  agree,
  analyse,
  answer,
  ask,
  askDepartment,
  chase,
  closeByPhone,
  comeBack,
  confirm,
  departmentAnswers,
  handOver,
  leaderFollows,
  linkColleague,
  mergeSecondMail,
  partsCame,
  planRemedy,
  rate,
  reject,
  snooze,
  solution,
  solve,
  still,
  takeUp,
  turnToSecond,
  update,
  waitForParts,
  workaround,
  type Act,
} from "./acts.ts";
import { after, customer, firstAnswer, staff, type Wait } from "./moments.ts";
import type { Course } from "./story.ts";

/** Wait, then do it; left out when the case is not in one of the states. */
export type Step = { wait: Wait; act: Act; in?: readonly TicketState[] };

const SOLVED: readonly TicketState[] = ["solved"];
const ENDED: readonly TicketState[] = ["solved", "closed"];
const step = (wait: Wait, act: Act): Step => ({ wait, act });
const solved = (wait: Wait, act: Act): Step => ({ wait, act, in: SOLVED });

const begin = (first: Act, late = 1): Step[] => [step(firstAnswer(late), takeUp), step(after(0.2, 0.8), first)];
const finish: Step[] = [
  step(staff(12, 45), analyse),
  step(staff(15, 60), solution),
  step(after(1, 3), workaround),
  step(staff(15, 60), solve),
];
const happy: Step[] = [solved(customer(20, 900), confirm), { wait: after(1, 6), act: rate("praise"), in: ENDED }];
const soSo: Step[] = [solved(customer(60, 1_500), confirm), { wait: after(1, 6), act: rate("fair"), in: ENDED }];
const again: Step[] = [
  step(after(25, 140), planRemedy),
  step(staff(120, 220), update),
  step(staff(60, 180), solution),
  step(staff(30, 90), solve),
  solved(customer(30, 800), confirm),
];

/** What happens in each course, in order. */
export const COURSE_STEPS: Readonly<Record<Course, readonly Step[]>> = {
  quick: [
    ...begin(solution),
    step(after(1, 3), workaround),
    step(staff(5, 25), analyse),
    step(staff(10, 60), solve),
    ...happy,
  ],
  question: [...begin(ask), step(customer(20, 400), answer), ...finish, ...happy],
  silent: [...begin(ask), step(customer(30, 600), answer), ...finish],
  late: [
    ...begin(ask, 4.5),
    step(customer(40, 300), answer),
    step(staff(200, 420), chase),
    step(staff(30, 120), update),
    ...finish,
    ...soSo,
  ],
  unsatisfied: [
    ...begin(ask),
    step(customer(30, 400), answer),
    ...finish,
    { wait: customer(60, 1_200), act: rate("blame"), in: ENDED },
    step(after(2, 8), leaderFollows),
    ...again,
  ],
  rejected: [
    ...begin(solution),
    step(staff(5, 25), analyse),
    step(staff(15, 60), solve),
    solved(customer(60, 1_500), reject),
    ...again,
  ],
  department: [
    ...begin(ask),
    step(customer(20, 200), answer),
    step(staff(10, 30), analyse),
    step(staff(5, 20), askDepartment),
    step(staff(100, 200), update),
    step(staff(40, 200), departmentAnswers),
    ...finish,
    ...happy,
  ],
  third_party: [
    ...begin(ask),
    step(customer(20, 200), answer),
    step(staff(10, 35), analyse),
    step(staff(5, 20), waitForParts),
    step(staff(180, 235), update),
    step(staff(180, 235), update),
    step(staff(200, 300), update),
    step(staff(100, 300), partsCame),
    step(staff(10, 40), solution),
    step(staff(20, 60), solve),
    ...happy,
  ],
  phone_closed: [
    ...begin(solution),
    step(staff(5, 25), analyse),
    step(staff(15, 60), solve),
    solved(staff(30, 240), closeByPhone),
  ],
  handed_over: [
    ...begin(ask),
    step(customer(20, 200), answer),
    step(staff(5, 20), handOver),
    step(staff(5, 25), analyse),
    step(staff(60, 180), update),
    ...finish,
    ...happy,
  ],
  reopened: [
    ...begin(solution),
    step(staff(5, 25), analyse),
    step(staff(15, 60), solve),
    solved(customer(30, 400), confirm),
    { wait: customer(1_500, 6_000), act: still, in: ["closed"] },
    step(firstAnswer(), update),
    ...finish,
    ...happy,
  ],
  merged: [...begin(ask), step(after(20, 60), mergeSecondMail), step(customer(30, 300), answer), ...finish, ...happy],
  linked: [
    ...begin(ask),
    step(after(5, 25), linkColleague),
    step(customer(20, 200), answer),
    ...finish,
    ...happy,
    { wait: after(1, 5), act: turnToSecond, in: ENDED },
    step(staff(1, 3), takeUp),
    step(staff(1, 4), solution),
    step(staff(5, 30), solve),
  ],
  returned: [
    ...begin(solution),
    step(staff(5, 25), analyse),
    step(staff(15, 60), solve),
    solved(customer(30, 400), confirm),
    { wait: after(13_000, 17_000), act: comeBack, in: ["closed"] },
    ...begin(update),
    ...finish,
    ...happy,
  ],
  snoozed: [...begin(ask), step(customer(20, 200), agree), step(staff(20, 60), update), step(staff(1, 5), snooze)],
};
