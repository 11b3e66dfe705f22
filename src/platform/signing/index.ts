export { openToken, signToken, type TokenPurpose } from "./signed-token.ts";
