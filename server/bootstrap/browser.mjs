// A browser for the browser tests: Playwright's own, one of the system, or one that is installed now.
import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

/** The first has no windows to draw and is quicker for that. */
const NAMES = [
  "chromium-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
];
const PLACES = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
];
const isRoot = process.getuid?.() === 0;

function onPath(name) {
  const dirs = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return dirs.map((dir) => path.join(dir, name)).find((file) => fs.existsSync(file));
}

function playwrightsOwn() {
  const require = createRequire(import.meta.url);
  const file = require("@playwright/test").chromium.executablePath();
  return file && fs.existsSync(file) ? file : undefined;
}

/**
 * @returns {{ executablePath: string | undefined } | undefined} undefined: there is none; without a path it
 * is Playwright's own, which Playwright finds itself.
 */
export function findBrowser() {
  if (process.env.CHOBA_BROWSER) return { executablePath: process.env.CHOBA_BROWSER };
  if (playwrightsOwn()) return { executablePath: undefined };
  const executablePath = NAMES.map(onPath).find(Boolean) ?? PLACES.find((file) => fs.existsSync(file));
  return executablePath ? { executablePath } : undefined;
}

/** The options that Chromium needs to run as root in a container, and to make no requests of its own. */
export function launchArgs() {
  const quiet = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return isRoot ? ["--no-sandbox", ...quiet] : quiet;
}

function tryRun(file, args, env = {}) {
  console.log(`$ ${[path.basename(file), ...args.map((arg) => path.basename(arg))].join(" ")}`);
  const options = { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, ...env } };
  return spawnSync(file, args, options).status === 0;
}

function hasApt() {
  try {
    execFileSync("apt-get", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds a browser, installing one if there is none.
 * @returns {{ executablePath: string | undefined } | undefined}
 */
export function ensureBrowser(root) {
  const found = findBrowser();
  if (found) return found;
  console.log("No browser for the browser tests was found; installing one.");
  const cli = path.join(root, "node_modules", "@playwright", "test", "cli.js");
  const env = { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "15000" };
  const isInstalled = tryRun(process.execPath, [cli, "install", "chromium"], env);
  // The browser's libraries come from the system; only root may install them.
  if (isInstalled && isRoot && process.platform === "linux") {
    tryRun(process.execPath, [cli, "install-deps", "chromium"]);
  }
  if (!findBrowser() && isRoot && hasApt()) {
    const quiet = { DEBIAN_FRONTEND: "noninteractive" };
    tryRun("apt-get", ["update", "-q"], quiet);
    const install = (name) => tryRun("apt-get", ["install", "-y", "-q", name, "fonts-noto-cjk"], quiet);
    // Not every system of Debian's kin has the first.
    if (!install("chromium-headless-shell")) install("chromium");
  }
  return findBrowser();
}
