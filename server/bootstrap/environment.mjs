// The environment of the processes: taken from the environment where it is set, and generated for the demo
// otherwise.
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { demoRisk } from "../../lib/demo-risk.mjs";
import { reservePort } from "./ports.mjs";
import { Refusal, say } from "./say.mjs";

const WEB_PORT = 3000;
const SANDBOX_PORT = 12_111;
/** The path at which the web process receives Stripe's events. */
const WEBHOOK_PATH = "/api/stripe/webhook";

/**
 * Reads `.env` into process.env, without overriding what is set there already.
 */
export function loadEnvFile(root) {
  const file = path.join(root, ".env");
  if (!fs.existsSync(file)) return;
  for (const line of fs.readFileSync(file, "utf8").split(/\r?\n/)) {
    const [, name, raw] = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (!name || process.env[name] !== undefined) continue;
    const quoted = /^(["'])(.*)\1$/.exec(raw);
    process.env[name] = quoted ? quoted[2] : raw.replace(/\s+#.*$/, "");
  }
}

const given = (name) => (process.env[name] === "" ? undefined : process.env[name]);

/**
 * Which components Choba starts itself. Without a DATABASE_URL it is the demo, unless it is told otherwise or
 * given a live Stripe key, because the demo lets anyone sign in as anyone.
 * @returns {{ ownDatabase: boolean, demo: boolean, sandbox: boolean }}
 */
export function chooseParts(env = process.env) {
  const ownDatabase = !env.DATABASE_URL;
  const isLive = /^(sk|rk)_live_/.test(env.STRIPE_SECRET_KEY ?? "");
  const demo = env.CHOBA_DEMO ? env.CHOBA_DEMO === "1" : ownDatabase && !isLive;
  const risk = demo ? demoRisk(env) : null;
  if (risk) throw new Refusal(`${risk.variable}: ${risk.problem}.`);
  return { ownDatabase, demo, sandbox: demo && !env.STRIPE_SECRET_KEY };
}

/** Facts of one data folder that must stay the same between starts, readable by the owner only. */
export function keptSecrets(dataDir) {
  const file = path.join(dataDir, "secrets.json");
  const kept = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : {};
  const secrets = {
    authSecret: kept.authSecret ?? randomBytes(32).toString("base64url"),
    sandboxKey: kept.sandboxKey ?? `sk_test_${randomBytes(18).toString("hex")}`,
    webhookSecret: kept.webhookSecret ?? `whsec_${randomBytes(24).toString("hex")}`,
  };
  const text = JSON.stringify(secrets);
  if (text !== JSON.stringify(kept)) fs.writeFileSync(file, text, { mode: 0o600 });
  return secrets;
}

/**
 * @param {{ demo: boolean }} parts
 * @returns {Promise<{ web: number, sandbox: number }>}
 */
export async function choosePorts({ demo }) {
  const wanted = Number(given("PORT") ?? WEB_PORT);
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > 65_535) {
    throw new Refusal(`PORT must be a number from 1 to 65535, not "${process.env.PORT}".`);
  }
  const web = await reservePort(wanted);
  if (!demo && web !== wanted) throw new Refusal(`Port ${wanted} is taken. Set PORT to another one.`);
  if (web !== wanted) say(`Port ${wanted} is taken; Choba takes ${web} instead.`);
  const sandbox = await reservePort(Number(given("SANDBOX_PORT") ?? SANDBOX_PORT), new Set([web]));
  return { web, sandbox };
}

/**
 * The environment of all processes.
 * @param {{ dev: boolean, dataDir: string, databaseUrl: string, parts: ReturnType<typeof chooseParts>,
 *   ports: { web: number, sandbox: number } }} facts
 * @returns {Record<string, string | undefined>}
 */
export function environmentOf({ dev, dataDir, databaseUrl, parts, ports }) {
  const secrets = parts.ownDatabase || parts.demo ? keptSecrets(dataDir) : undefined;
  const url = given("CHOBA_URL") ?? (parts.demo ? `http://localhost:${ports.web}` : undefined);
  const sandboxUrl = `http://127.0.0.1:${ports.sandbox}`;
  return {
    ...process.env,
    NODE_ENV: dev ? "development" : "production",
    NEXT_TELEMETRY_DISABLED: "1",
    PORT: String(ports.web),
    DATABASE_URL: databaseUrl,
    CHOBA_DATA_DIR: dataDir,
    CHOBA_DEMO: parts.demo ? "1" : "0",
    CHOBA_DEV: dev ? "1" : "0",
    CHOBA_URL: url,
    // next-auth reads a variable with a name of its own.
    NEXTAUTH_URL: given("NEXTAUTH_URL") ?? url,
    AUTH_SECRET: given("AUTH_SECRET") ?? secrets?.authSecret,
    ...(parts.sandbox
      ? {
          STRIPE_SECRET_KEY: secrets?.sandboxKey,
          STRIPE_WEBHOOK_SECRET: secrets?.webhookSecret,
          STRIPE_API_BASE: sandboxUrl,
          STRIPE_DASHBOARD_URL: `${sandboxUrl}/dashboard`,
          CHOBA_CLOCK_URL: `${sandboxUrl}/_control/clock`,
          SANDBOX_DATABASE_URL: databaseUrl,
          SANDBOX_PORT: String(ports.sandbox),
          SANDBOX_PUBLIC_URL: sandboxUrl,
          SANDBOX_API_KEY: secrets?.sandboxKey,
          // Rounded once for each rate, as Japan's qualified invoices require and as the catalog rounds by
          // default.
          SANDBOX_TAX_ROUNDING: "invoice",
          SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${ports.web}${WEBHOOK_PATH}`,
          SANDBOX_WEBHOOK_SECRET: secrets?.webhookSecret,
        }
      : {}),
  };
}
