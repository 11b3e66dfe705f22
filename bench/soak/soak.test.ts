import { expect, test } from "vitest";
import { fitSoak } from "./soak-result.ts";

const hour = (mib: (minute: number) => number, minutes = 60) =>
  Array.from({ length: minutes }, (_, minute) => ({
    minute,
    rss_mib: mib(minute) + 100,
    heap_mib: mib(minute),
    postgres_mib: 300,
  }));

test("what rises while it warms up and then stays is flat", () => {
  const fit = fitSoak(hour((minute) => 60 + Math.min(minute, 12) * 5 + (minute % 2)));
  expect(fit).toMatchObject({ warm_up_minutes: 15, met: true });
  expect(Math.abs(fit.heap_mib_per_hour)).toBeLessThan(1);
});

test("a leak of a fifth of a MiB a minute is none of flat", () => {
  expect(fitSoak(hour((minute) => 60 + minute * 0.2))).toMatchObject({
    heap_mib_per_hour: 12,
    rss_mib_per_hour: 12,
    met: false,
  });
});

test("ten minutes show nothing yet", () => {
  expect(fitSoak(hour(() => 60, 10)).met).toBeNull();
});
