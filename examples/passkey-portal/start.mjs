// `npm run example`: the portal beside a demo that runs. It tells the demo of itself first.
import { execFileSync, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
// By number, while Choba is at `localhost`: for the browser these are two sites, as in real life.
const portal = `http://127.0.0.1:${process.env.PORTAL_PORT ?? 3100}`;

let told;
try {
  const said = execFileSync(process.execPath, ["server/operator.mjs", "example", "--url", portal], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  told = JSON.parse(said);
} catch {
  console.error("The example needs the demo: start it with `npm start`, and this again in another window.");
  process.exit(1);
}
const child = spawn(process.execPath, ["--import", "tsx", "examples/passkey-portal/src/server.ts"], {
  cwd: root,
  stdio: "inherit",
  env: {
    ...process.env,
    PORTAL_URL: portal,
    CHOBA_URL: told.chobaUrl,
    CHOBA_API_KEY: told.apiKey,
    CHOBA_WEBHOOK_SECRET: told.webhookSecret,
  },
});
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.once("exit", (code) => process.exit(code ?? 1));
