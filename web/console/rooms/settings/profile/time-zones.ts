type Option = { value: string; label: string };

/** Every IANA zone with its offset from UTC now; `also` stands among them even where the browser does not know it. */
export function timeZoneOptions(also: string): Option[] {
  const zones = new Set([...Intl.supportedValuesOf("timeZone"), "UTC", also]);
  return [...zones].toSorted().map((zone) => ({ value: zone, label: `${zone} (${offsetOf(zone)})` }));
}

function offsetOf(zone: string): string {
  try {
    const parts = new Intl.DateTimeFormat("en", { timeZone: zone, timeZoneName: "longOffset" }).formatToParts();
    return parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  } catch {
    return "?";
  }
}
