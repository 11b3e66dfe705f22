export { examineDesk, type Examination } from "./examine-desk.ts";
export { deskFigures } from "./desk-figures-store.ts";
