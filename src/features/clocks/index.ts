export { timerJobs } from "./timer-jobs.ts";
export { fireTimers, fireTimersOf } from "./fire-timers.ts";
export type { EffectPorts, TimerDeps } from "./ports.ts";
export { runTimers } from "./run-timers.ts";
