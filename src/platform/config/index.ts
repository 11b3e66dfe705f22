export { readSettings, type Settings } from "./read-settings.ts";
export { ensureDataFolder, keepSecretKey } from "./data-folder.ts";
export { dataFolderHolder, lockDataFolder } from "./lock-data-folder.ts";
export { StartProblem } from "./start-problem.ts";
export { listenProblem, startProblemOf } from "./start-problem-of.ts";
