export { examineDesk, type Examination, type Finding } from "./examine-desk.ts";
export { deskFigures } from "./desk-figures-store.ts";
