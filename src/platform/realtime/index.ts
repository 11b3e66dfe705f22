export {
  openPublisher,
  openRealtime,
  type Guest,
  type Publish,
  type Realtime,
  type RealtimeOptions,
} from "./open-realtime.ts";
