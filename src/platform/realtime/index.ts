export {
  openPublisher,
  openRealtime,
  type Guest,
  type Publish,
  type Realtime,
  type RealtimeOptions,
} from "./open-realtime.ts";
export { openFanOut, type FanOut } from "./open-fan-out.ts";
