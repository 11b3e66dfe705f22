export { openBucketStorage, openDiskStorage, type Storage } from "./open-storage.ts";
