export { guessKind } from "./guess-kind.ts";
