export type { Bilingual, Demand, Procedure, Procedures, Transition } from "./procedure.ts";
