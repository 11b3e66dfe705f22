const FIRST_LENGTH = 65_536;

/** A list of numbers in compact memory. */
export type GrowingNumbers = { push(value: number): void; at(index: number): number; readonly length: number };

type Compact = Int32Array | Float64Array;

const growing = (make: (length: number) => Compact): GrowingNumbers => {
  let values = make(FIRST_LENGTH);
  let length = 0;
  return {
    push: (value) => {
      if (length === values.length) {
        const larger = make(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length++] = value;
    },
    at: (index) => values[index] as number,
    get length() {
      return length;
    },
  };
};

export const growingInts = (): GrowingNumbers => growing((length) => new Int32Array(length));
export const growingFloats = (): GrowingNumbers => growing((length) => new Float64Array(length));
