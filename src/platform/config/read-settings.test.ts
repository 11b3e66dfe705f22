import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { settingTable, tableOfPage } from "./configuration-page.ts";
import { readSettings } from "./read-settings.ts";
import { SETTING_ROWS, settingsSchema } from "./setting-list.ts";

function problemsOf(environment: Record<string, string>): string[] {
  const read = readSettings(environment, "/srv");
  return read.ok ? [] : read.problems.map((problem) => problem.name);
}

test("an empty environment is a working desk on this machine alone", () => {
  const read = readSettings({ PORT: "", DATABASE_URL: " " }, "/srv");
  expect(read).toMatchObject({
    ok: true,
    settings: {
      port: 8080,
      host: "127.0.0.1",
      dataDir: "/srv/data",
      databaseUrl: null,
      inboundSmtp: { port: 2525, host: "127.0.0.1" },
      storage: { kind: "disk" },
      trustProxy: false,
    },
  });
});

test.each([
  [{ PORT: "http" }, "PORT"],
  [{ PORT: "70000" }, "PORT"],
  [{ DATABASE_URL: "mysql://x/y" }, "DATABASE_URL"],
  [{ PUBLIC_URL: "desk.example.com" }, "PUBLIC_URL"],
  [{ SECRET_KEY: "short" }, "SECRET_KEY"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  [{ TRUST_PROXY: "perhaps" }, "TRUST_PROXY"],
  [{ INBOUND_SMTP_PORT: "on" }, "INBOUND_SMTP_PORT"],
  [{ S3_BUCKET: "files" }, "S3_ACCESS_KEY_ID"],
])("%o is refused by name", (environment, name) => {
  expect(problemsOf(environment as Record<string, string>)).toEqual([name]);
});

test("a problem never repeats the value, which may be a secret", () => {
  const read = readSettings({ SECRET_KEY: "hunter2", DATABASE_URL: "https://user:hunter2@x" }, "/srv");
  expect(JSON.stringify(read)).not.toContain("hunter2");
});

test("the receiver can be switched off, and a slash at the end of the address does not matter", () => {
  const read = readSettings({ INBOUND_SMTP_PORT: "off", PUBLIC_URL: "https://desk.example.com/" }, "/srv");
  expect(read).toMatchObject({ settings: { inboundSmtp: null, publicUrl: "https://desk.example.com" } });
});

test("each setting that is read is listed, and each one listed is read", () => {
  expect(SETTING_ROWS.map((row) => row.name).toSorted()).toEqual(Object.keys(settingsSchema.shape).toSorted());
});

test("docs/configuration.md lists the settings as they are", () => {
  const page = readFileSync(path.join(import.meta.dirname, "../../../docs/configuration.md"), "utf8");
  expect(tableOfPage(page)).toBe(settingTable());
});
