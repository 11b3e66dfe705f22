import { describe, expect, it } from "vitest";
import { guessMoments } from "./log-reading.ts";
import { compileMomentFormat } from "./moment-format.ts";

const read = (format: string, text: string, zone = "Asia/Shanghai") => {
  const moment = compileMomentFormat(format, zone)?.(text);
  return moment == null ? null : new Date(moment).toISOString();
};

describe("a moment of a log", () => {
  it.each([
    ["yyyy/MM/dd HH:mm:ss.SSS", "2012/10/09 14:50:17.250", "2012-10-09T06:50:17.250Z"],
    ["yyyy-M-d H:mm", "2012-3-9 4:05", "2012-03-08T20:05:00.000Z"],
    ["d/M/yyyy h:mm a", "9/10/2012 12:05 AM", "2012-10-08T16:05:00.000Z"],
    ["yyyy年M月d日 ah:mm", "2025年3月1日 下午2:30", "2025-03-01T06:30:00.000Z"],
    ["d-MMM-yyyy HH:mm:ss", "9-Oct-2012 14:00:00", "2012-10-09T06:00:00.000Z"],
    ["yyyy-MM-dd'T'HH:mm:ssX", "2012-10-09T14:00:00+02:00", "2012-10-09T12:00:00.000Z"],
    ["d/M/yy H:mm", "9/10/12 14:00", "2012-10-09T06:00:00.000Z"],
    ["iso", "2012-10-09T14:00:00.123456Z", "2012-10-09T14:00:00.123Z"],
    ["iso", "2012-10-09 14:00", "2012-10-09T06:00:00.000Z"],
    ["iso", "2012-10-09", "2012-10-08T16:00:00.000Z"],
    ["iso", "2012-10-09 14:00:00+0530", "2012-10-09T08:30:00.000Z"],
    ["epoch_s", "1349784000", "2012-10-09T12:00:00.000Z"],
    ["epoch_ms", "1349784000500", "2012-10-09T12:00:00.500Z"],
  ])("%s reads %s", (format, text, expected) => {
    expect(read(format, text)).toBe(expected);
  });

  it.each([
    ["iso", "2012-02-30"],
    ["iso", "2012-13-01"],
    ["iso", "2012-10-09 24:30"],
    ["yyyy/M/d", "9/10/2012"],
    ["d/M/yyyy h:mm a", "9/10/2012 13:05 AM"],
    ["epoch_s", "yesterday"],
  ])("%s does not read %s", (format, text) => {
    expect(read(format, text)).toBeNull();
  });

  it("reads the hour that summer time skips after the gap, and the one it repeats at its first time", () => {
    expect(read("iso", "2024-03-31 02:30", "Europe/Berlin")).toBe("2024-03-31T01:30:00.000Z");
    expect(read("iso", "2024-10-27 02:30", "Europe/Berlin")).toBe("2024-10-27T00:30:00.000Z");
  });

  it("is no format without a year and a day", () => {
    expect(compileMomentFormat("HH:mm", "UTC")).toBeNull();
    expect(compileMomentFormat("soon", "UTC")).toBeNull();
  });

  it("is guessed by what reads most: days above 12 tell day and month apart", () => {
    expect(guessMoments(["3/4/2024 10:00", "13/4/2024 10:00", ""], "UTC")).toEqual({
      format: "d/M/yyyy H:mm",
      share: 1,
    });
    expect(guessMoments(["3/4/2024 10:00", "4/13/2024 10:00"], "UTC")?.format).toBe("M/d/yyyy H:mm");
    expect(guessMoments(["soon", "later"], "UTC")).toBeNull();
  });
});
