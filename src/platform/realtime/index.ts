export { openPublisher, openRealtime, type Guest, type Publish, type Realtime } from "./open-realtime.ts";
export { openFanOut, type FanOut } from "./open-fan-out.ts";
