export { postOutside, type OutsideAnswer } from "./post-outside.ts";
