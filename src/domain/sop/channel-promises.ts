import type { PromiseLine } from "../clocks/index.ts";
import { CHANNELS, type Channel } from "../ticket/vocabulary.ts";
import type { PackChannel } from "./pack-channel.ts";
import { say } from "./say.ts";

/**
 * The promises of a pack with those that its channels make (REQ: IN-05): `answered_within` with `measured_by` is a promise
 * line like any other, called `channel.<id>`. A line that the pack writes under that id stands instead. A channel by which no
 * ticket can come in yet promises nothing.
 */
export function withChannelPromises(
  promises: readonly PromiseLine[],
  channels: readonly PackChannel[],
): readonly PromiseLine[] {
  const known = new Set(promises.map(({ id }) => id));
  return [...promises, ...channels.flatMap(lineOf).filter(({ id }) => !known.has(id))];
}

export const isWayIn = (id: string): id is Channel => (CHANNELS as readonly string[]).includes(id);

function lineOf(channel: PackChannel): PromiseLine[] {
  const { id, name, answeredWithinMs, measuredBy, ringsMax, tag, calendar, onBreach, source } = channel;
  if (answeredWithinMs === null || measuredBy === null || !isWayIn(id)) return [];
  const rings = ringsMax === null ? say("", "") : say(`（${ringsMax} 声内）`, ` (within ${ringsMax} rings)`);
  return [
    {
      id: `channel.${id}`,
      metric: measuredBy,
      title: say(`${name.zh}应答${rings.zh}`, `${name.en} answered${rings.en}`),
      when: [{ channel: [id], ...(tag === null ? {} : { tag: [tag] }) }],
      target: { type: "within", ms: answeredWithinMs },
      calendar,
      pauses: [],
      warn: [],
      onWarn: [],
      onBreach,
      via: [],
      source,
    },
  ];
}
