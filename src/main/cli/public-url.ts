import type { Settings } from "../../platform/config/index.ts";

/** The address that links begin with: the one that is set, else where the desk listens. */
export function publicUrlOf(settings: Settings): string {
  const everywhere = settings.host === "0.0.0.0" || settings.host === "::";
  const host = everywhere ? "127.0.0.1" : settings.host;
  return settings.publicUrl ?? `http://${host.includes(":") ? `[${host}]` : host}:${settings.port}`;
}
