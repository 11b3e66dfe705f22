export { postOutside, type OutsideAnswer, type OutsideOptions } from "./post-outside.ts";
