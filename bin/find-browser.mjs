import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { fail, say } from "./say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/snap/bin/chromium",
];
const DEBIAN_PACKAGES = ["chromium", "fonts-noto-cjk"];

/** The path of a Chromium for the browser stories; installs Debian's where we may. */
export function findBrowser() {
  const found = installedBrowser();
  if (found) return found;
  if (process.getuid?.() === 0 && onPath("apt-get")) {
    say("未找到 Chromium，正在用 apt 安装……", "No Chromium here; installing it with apt …");
    const options = { stdio: "inherit", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...DEBIAN_PACKAGES], options);
  }
  const now = installedBrowser();
  if (now) return now;
  fail(
    "浏览器测试需要 Chromium：请安装（Debian：apt install chromium fonts-noto-cjk），或用 CHROMIUM_PATH 指明其位置。",
    "The browser tests need a Chromium: install one (Debian: apt install chromium fonts-noto-cjk), or name it with CHROMIUM_PATH.",
  );
}

function installedBrowser() {
  const named = process.env["CHROMIUM_PATH"];
  if (named)
    return existsSync(named)
      ? named
      : fail(`CHROMIUM_PATH 指向的文件不存在：${named}`, `CHROMIUM_PATH names no file: ${named}`);
  return NAMES.map(onPath).find(Boolean) ?? PLACES.find((place) => existsSync(place)) ?? null;
}

function onPath(name) {
  const folders = [...(process.env["PATH"] ?? "").split(path.delimiter), "/usr/bin"];
  return folders.map((folder) => path.join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
