// The last lines of a start: the address, and the people of the demo.
import fs from "node:fs";
import path from "node:path";
import { say } from "./say.mjs";

/**
 * What the demo story leaves in the data folder.
 * @returns {{ people: { name: string, role: string, note?: string }[], apiKeys: { name: string, key: string, signature?: { saasId: string, apiKey: string, secret: string } }[] }}
 */
function readDemo(dataDir) {
  try {
    const { people = [], apiKeys = [] } = JSON.parse(
      fs.readFileSync(path.join(dataDir, "demo.json"), "utf8"),
    );
    return { people, apiKeys };
  } catch {
    return { people: [], apiKeys: [] };
  }
}

const width = (text) => [...text].reduce((sum, char) => sum + (char > "\u2e7f" ? 2 : 1), 0);
const pad = (text, to) => text + " ".repeat(Math.max(0, to - width(text)));

/** Prints the address, the demo people and how to stop. */
export function welcome({ address, dataDir, env, parts }) {
  say();
  say(`Choba is open at ${address}`);
  const { people, apiKeys } = parts.demo ? readDemo(dataDir) : { people: [], apiKeys: [] };
  if (people.length > 0) {
    say();
    say("Sign in as one of the demo people:");
    const names = Math.max(...people.map(({ name }) => width(name)));
    const roles = Math.max(...people.map(({ role }) => width(role)));
    for (const { name, role, note = "" } of people) {
      say(`  ${pad(name, names)}  ${pad(role, roles)}  ${note}`.trimEnd());
    }
  }
  if (apiKeys.length > 0) say();
  for (const { name, key, signature } of apiKeys) {
    say(`API key (${name}): ${key}`);
    if (!signature) continue;
    say(`The same for SaaSus's clients, with ${address}/api as their base:`);
    say(`  SAASUS_SAAS_ID=${signature.saasId}`);
    say(`  SAASUS_API_KEY=${signature.apiKey}`);
    say(`  SAASUS_SECRET_KEY=${signature.secret}`);
  }
  say();
  if (parts.sandbox) say(`The stand-in for Stripe: ${env.STRIPE_API_BASE}`);
  say(`Data and logs: ${dataDir}`);
  say("Stop with Ctrl-C.");
}
