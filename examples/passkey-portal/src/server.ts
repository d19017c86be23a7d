import { Choba } from "@choba/client";
import { serve } from "@hono/node-server";
import { createPortal } from "./app.js";

const needed = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
};

const chobaUrl = needed("CHOBA_URL");
const ownUrl = needed("PORTAL_URL");
const portal = createPortal({
  choba: new Choba({ baseUrl: chobaUrl, apiKey: needed("CHOBA_API_KEY") }),
  chobaUrl,
  ownUrl,
  webhookSecret: needed("CHOBA_WEBHOOK_SECRET"),
});
const { port, hostname } = new URL(ownUrl);
serve({ fetch: portal.fetch, port: Number(port), hostname }, () => console.log(`Passkey Portal: ${ownUrl}`));
