import type { SeededRandom } from "../../src/main/demo/seeded-random.ts";

const WORD = 0x1_0000_0000;

const word = (random: SeededRandom) =>
  Math.floor(random.share() * WORD)
    .toString(16)
    .padStart(8, "0");

/** A UUID version 7 as the desk makes them, its random part from the seed. `at`: epoch ms. */
export function seededId(random: SeededRandom, at: number): string {
  const time = Math.floor(at).toString(16).padStart(12, "0");
  const [a, b] = [word(random) + word(random), word(random)];
  return `${time.slice(0, 8)}-${time.slice(8)}-7${a.slice(0, 3)}-8${a.slice(3, 6)}-${a.slice(6, 10)}${b}`;
}
