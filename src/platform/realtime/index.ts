export { openPublisher, openRealtime, type Guest, type Publish, type Realtime } from "./open-realtime.ts";
export type { FanOut } from "./fan-out.ts";
export { openFanOut } from "./open-fan-out.ts";
