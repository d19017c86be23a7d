// Creates a database cluster, once, completely or not at all.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";

export const ROLE = "choba";
export const DATABASE = "choba";

/** Runs a program to its end. @returns {Promise<string>} its output; rejects with the output if it failed. */
export function run(program, args, { user, input } = {}) {
  return new Promise((resolve, reject) => {
    const cwd = process.platform === "win32" ? path.dirname(program) : "/";
    const child = spawn(program, args, { ...user, cwd, stdio: ["pipe", "pipe", "pipe"], windowsHide: true });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    child.stderr.on("data", (chunk) => {
      said += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(said);
      else reject(new Error(`${path.basename(program)} failed (${code}): ${said.trim()}`));
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
  });
}

/** The password, which is stored beside the data and created at the first call. */
export function passwordOf(home) {
  const file = path.join(home, "password");
  try {
    return fs.readFileSync(file, "utf8").trim();
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const password = randomBytes(24).toString("base64url");
  fs.writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function checkVersion(cluster, binaries) {
  const found = fs.readFileSync(path.join(cluster, "PG_VERSION"), "utf8").trim();
  const wanted = binaries.version.split(".")[0];
  if (found === wanted) return;
  throw new Error(
    `The data in ${cluster} was written by PostgreSQL ${found}, and the installed one is ${wanted}. Move the folder away to begin anew.`,
  );
}

/** The same order of text on every system, whatever its language. Before 17 PostgreSQL has no locales of its own. */
function localeOf({ version }) {
  if (Number.parseInt(version, 10) < 17) return ["--locale=C", "--lc-ctype=C.UTF-8"];
  return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
}

/**
 * Creates `cluster` inside `home` with the role and the database `choba`, unless it exists.
 * @param {{ home: string, cluster: string, binaries: import("./postgres-binaries.mjs").Binaries,
 *   user?: import("./postgres-binaries.mjs").User, durable: boolean }} options
 * @returns {Promise<boolean>} true if it was created now.
 */
export async function ensureCluster({ home, cluster, binaries, user, durable }) {
  if (fs.existsSync(path.join(cluster, "PG_VERSION"))) {
    checkVersion(cluster, binaries);
    return false;
  }
  const unfinished = path.join(home, "cluster.new");
  const secret = path.join(home, "password.new");
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  fs.writeFileSync(secret, passwordOf(home), { mode: 0o600 });
  if (user) {
    fs.chownSync(unfinished, user.uid, user.gid);
    fs.chownSync(secret, user.uid, user.gid);
  }
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${unfinished}`,
        `--username=${ROLE}`,
        `--pwfile=${secret}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        ...localeOf(binaries),
        "--no-instructions",
        ...(durable ? [] : ["--no-sync"]),
      ],
      { user },
    );
    await run(binaries.postgres, ["--single", "-D", unfinished, ...(durable ? [] : ["-F"]), "postgres"], {
      user,
      input: `CREATE DATABASE ${DATABASE};\n`,
    });
  } finally {
    fs.rmSync(secret, { force: true });
  }
  fs.rmSync(cluster, { recursive: true, force: true });
  fs.renameSync(unfinished, cluster);
  return true;
}
