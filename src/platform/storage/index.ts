export { openDiskStorage, storageOn, type Storage } from "./open-storage.ts";
