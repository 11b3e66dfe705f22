import { accepted, refused } from "../result.ts";
import type { Decision } from "./work-commands.ts";

/** What a gate still wants, already worked out from the pack. */
export type OpenDemand = { gateId: string; label: string };

export type Override = { reason: string; permitted: boolean } | null;

/** Nothing is missing, or who may open them all the same says why. */
export function passGates(demands: readonly OpenDemand[], override: Override): Decision {
  if (demands.length === 0) return accepted([]);
  if (!override) return refused("gate_closed", { missing: demands.map((demand) => demand.label) });
  if (!override.permitted) return refused("override_needs_supervisor");
  const gates = [...new Set(demands.map((demand) => demand.gateId))];
  return accepted(gates.map((gateId) => ({ type: "gate_overridden", gateId, reason: override.reason })));
}
