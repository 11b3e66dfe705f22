export { openToken, signToken } from "./signed-token.ts";
