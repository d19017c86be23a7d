// Installs npm packages if they are missing or differ from package-lock.json.
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { lastLines, runLogged } from "./program.mjs";
import { Refusal, step } from "./say.mjs";

const modified = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Changes with the wanted packages and with the system for which they are built. */
function wantedPackages(root) {
  const hash = createHash("sha256");
  hash.update(fs.readFileSync(path.join(root, "package-lock.json")));
  const { dependencies, devDependencies } = JSON.parse(
    fs.readFileSync(path.join(root, "package.json"), "utf8"),
  );
  hash.update(JSON.stringify([dependencies, devDependencies, process.platform, process.arch]));
  return hash.digest("hex");
}

/** True if the packages are there: installed here for this very list, or by a person since it changed. */
function isInstalled(root, wanted) {
  const stamp = path.join(root, "node_modules", ".choba-installed");
  if (fs.existsSync(stamp)) {
    if (fs.readFileSync(stamp, "utf8") === wanted) return true;
  }
  const byNpm = modified(path.join(root, "node_modules", ".package-lock.json"));
  return byNpm > modified(stamp) && byNpm >= modified(path.join(root, "package-lock.json"));
}

/** npm as it was called, or the one on the path. */
function npm(args) {
  const script = process.env.npm_execpath;
  if (script && /npm-cli\.c?js$/.test(script)) return { file: process.execPath, args: [script, ...args] };
  return { file: "npm", args, shell: process.platform === "win32" };
}

/** Installs npm packages if they are missing or outdated. */
export async function ensureInstalled(root, logDir) {
  const wanted = wantedPackages(root);
  if (isInstalled(root, wanted)) return;
  const logFile = path.join(logDir, "install.log");
  await step({ begin: "Installing npm packages", done: "Packages installed" }, async () => {
    // `npm install` and not `npm ci`, because it works with a registry that lacks packages of other systems.
    const { code } = await runLogged({
      ...npm(["install", "--no-save", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]),
      cwd: root,
      logFile,
    });
    if (code !== 0) {
      throw new Refusal(
        `npm install failed. Its last lines (all of them: ${logFile}):\n${lastLines(logFile, 15)}`,
      );
    }
  });
  fs.writeFileSync(path.join(root, "node_modules", ".choba-installed"), wanted);
}
