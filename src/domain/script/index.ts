export { fillVariables, SCRIPT_VARIABLES, unknownVariables, type ScriptValues } from "./script-variables.ts";
