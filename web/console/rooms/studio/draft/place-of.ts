/** `promises[c.first-response.p1].within` → the section and the item; null for a place that is no item. */
export function placeOf(place: string): { section: string; id: string } | null {
  const found = /^([a-z_.]+)\[([^\]]+)\]/.exec(place);
  return found?.[1] && found[2] ? { section: found[1], id: found[2] } : null;
}
