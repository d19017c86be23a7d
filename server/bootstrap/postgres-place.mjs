// Where the database's files are, and as which user PostgreSQL runs, because it refuses to run as root.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

/** @typedef {{ uid: number, gid: number }} User */

const NOBODY_IN_PARTICULAR = { uid: -1, gid: -1 };
const MOVED = "moved-to";
const isRoot = () => process.getuid?.() === 0;

/**
 * The user to run PostgreSQL as; undefined: the present user. Root uses the owner of an existing cluster,
 * otherwise `nobody`.
 * @returns {User | undefined}
 */
export function serverUser(clusterDir) {
  if (!isRoot()) return undefined;
  if (fs.existsSync(clusterDir)) {
    const { uid, gid } = fs.statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  const id = (flag) => Number(execFileSync("id", [flag, "nobody"], { encoding: "utf8" }).trim());
  return { uid: id("-u"), gid: id("-g") };
}

/** True if `user` may enter every folder on the path to `dir`. */
function canEnter(dir, user) {
  for (let at = fs.realpathSync(dir); ; at = path.dirname(at)) {
    const { uid, gid, mode } = fs.statSync(at);
    const needed = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if (!(mode & needed)) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** Some mounted folders do not allow a change of owner. A cluster cannot be there. */
function allowsOwner(dir, user) {
  const probe = fs.mkdtempSync(path.join(dir, "probe-"));
  try {
    fs.chownSync(probe, user.uid, user.gid);
    return fs.statSync(probe).uid === user.uid;
  } catch {
    return false;
  } finally {
    fs.rmSync(probe, { recursive: true, force: true });
  }
}

/**
 * A folder of root's that everybody may enter and that survives a restart of the machine if possible.
 * @returns {string}
 */
export function publicDir() {
  for (const dir of ["/var/lib/choba", "/var/tmp/choba", path.join(os.tmpdir(), "choba")]) {
    try {
      fs.mkdirSync(dir, { mode: 0o755 });
    } catch (error) {
      if (error.code !== "EEXIST") continue;
    }
    const stat = fs.lstatSync(dir);
    // Somebody else may have made a folder of this name in a shared place.
    if (!stat.isDirectory() || stat.uid !== 0) continue;
    fs.chmodSync(dir, 0o755);
    if (canEnter(dir, NOBODY_IN_PARTICULAR)) return dir;
  }
  throw new Error(
    "No folder was found that both root and PostgreSQL can use. Set DATABASE_URL, or do not run as root.",
  );
}

/** The folder in which an earlier start has put the database of `dataDir`, if any. */
function movedHome(dataDir) {
  try {
    const home = fs.readFileSync(path.join(dataDir, MOVED), "utf8").trim();
    return fs.existsSync(path.join(home, "cluster")) ? home : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The folder that really holds the database of `dataDir`. It is `dataDir` itself. For root, if PostgreSQL's
 * user cannot enter that, it is a separate folder in a public place. Existing data is always used.
 * @returns {string}
 */
export function homeOf(dataDir, log) {
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const cluster = path.join(dataDir, "cluster");
  if (!isRoot()) return dataDir;
  const user = serverUser(cluster);
  fs.chmodSync(dataDir, 0o711);
  if (fs.existsSync(cluster)) {
    if (canEnter(dataDir, user)) return dataDir;
    throw new Error(
      `The database in ${dataDir} belongs to user ${user.uid}, who may no longer enter that folder.`,
    );
  }
  const moved = movedHome(dataDir);
  if (!moved && canEnter(dataDir, user) && allowsOwner(dataDir, user)) return dataDir;
  const name = createHash("sha256").update(fs.realpathSync(dataDir)).digest("hex").slice(0, 12);
  const home = moved ?? path.join(publicDir(), `data-${name}`);
  fs.mkdirSync(home, { recursive: true, mode: 0o711 });
  fs.writeFileSync(path.join(dataDir, MOVED), `${home}\n`);
  log(`The database lies in ${home}: PostgreSQL may not run as root, and ${dataDir} is private.`);
  return home;
}
