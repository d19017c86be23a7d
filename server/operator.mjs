// `npm run metering:verify`, `metering:archive`, `metering:backfill`, `audit:verify`, `import:stripe`, and what
// `npm run example` asks for: what operators do while Choba runs. Without DATABASE_URL they use the database that
// `npm start` keeps in the data folder, which must be running.
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { keptSecrets, loadEnvFile } from "./bootstrap/environment.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const COMMANDS = [
  "metering-verify",
  "metering-archive",
  "metering-backfill",
  "audit-verify",
  "import-stripe",
  "example",
];

/** The address of the database that another start command runs. */
function ownDatabase(dataDir) {
  const place = path.join(dataDir, "postgres");
  const moved = path.join(place, "moved-to");
  const home = fs.existsSync(moved) ? fs.readFileSync(moved, "utf8").trim() : place;
  const password = fs.readFileSync(path.join(home, "password"), "utf8").trim();
  const port = fs.readFileSync(path.join(home, "cluster", "postmaster.pid"), "utf8").split("\n")[3];
  return `postgres://choba:${password}@127.0.0.1:${port}/choba`;
}

/** The environment of the process, as `npm start` would set it. */
function environment() {
  loadEnvFile(ROOT);
  const dataDir = path.resolve(ROOT, process.env.CHOBA_DATA_DIR || ".data");
  if (process.env.DATABASE_URL) return { CHOBA_DATA_DIR: dataDir };
  const databaseUrl = ownDatabase(dataDir);
  const { authSecret, sandboxKey, webhookSecret } = keptSecrets(dataDir);
  // With Stripe off every unit counts as `sum`, so this setting must be the same here as in the running
  // Choba.
  const stripe = process.env.STRIPE_SECRET_KEY
    ? {}
    : { STRIPE_SECRET_KEY: sandboxKey, STRIPE_WEBHOOK_SECRET: webhookSecret };
  const demo = process.env.CHOBA_DEMO || "1";
  return {
    DATABASE_URL: databaseUrl,
    CHOBA_DATA_DIR: dataDir,
    CHOBA_DEMO: demo,
    AUTH_SECRET: process.env.AUTH_SECRET || authSecret,
    ...(demo === "1" ? stripe : {}),
  };
}

const [command = "", ...args] = process.argv.slice(2);
if (!COMMANDS.includes(command)) {
  console.error(`Say one of: ${COMMANDS.join(", ")}.`);
  process.exit(2);
}
let env;
try {
  env = environment();
} catch {
  console.error("There is no database to ask: start Choba first, or set DATABASE_URL.");
  process.exit(2);
}
const tsx = pathToFileURL(path.join(ROOT, "node_modules", "tsx", "dist", "loader.mjs")).href;
const child = spawn(
  process.execPath,
  ["--import", tsx, path.join(ROOT, "server", `${command}.ts`), ...args],
  {
    env: { ...process.env, ...env },
    stdio: "inherit",
  },
);
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code) => process.exit(code ?? 1));
