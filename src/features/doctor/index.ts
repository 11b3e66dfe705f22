export { examineDesk, type Examination, type Finding } from "./examine-desk.ts";
