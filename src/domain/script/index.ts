export {
  fillVariables,
  SCRIPT_VARIABLES,
  unknownVariables,
  type Filled,
  type ScriptValues,
  type ScriptVariable,
} from "./script-variables.ts";
