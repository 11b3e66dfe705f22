export { handle, handlePublic } from "./handle.ts";
export type { SignedIn, StaffSession } from "./session.ts";
