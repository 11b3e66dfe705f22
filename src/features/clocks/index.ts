export { fireTimers, fireTimersOf, type CarryOut, type EffectContext, type TimerDeps } from "./fire-timers.ts";
export { runTimers } from "./run-timers.ts";
