/** Chance that comes out the same for the same seed. */
export type SeededRandom = {
  /** From 0 to under 1. */
  share(): number;
  /** A whole number, both ends included. */
  between(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  /** By weight: the first of each pair is picked as often as its second says. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
};

/** mulberry32. @param seed any whole number */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    share,
    between: (min, max) => min + Math.floor(share() * (max - min + 1)),
    pick: (items) => items[Math.floor(share() * items.length)]!,
    weighted: (choices) => {
      let left = share() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      return (choices.find(([, weight]) => (left -= weight) < 0) ?? choices.at(-1)!)[0];
    },
  };
}
