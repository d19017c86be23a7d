import { Hono } from "hono";
import { databaseResponds } from "@/lib/db/database-ready";
import type { ApiEnvironment } from "./environment";

const patienceMs = 3_000;

/** `GET /api/health`: 200 while the database responds, 503 while it does not. */
export const health = new Hono<ApiEnvironment>().get("/", async (c) => {
  const isUp = await databaseResponds(patienceMs);
  return c.json({ status: isUp ? "ok" : "unavailable" }, isUp ? 200 : 503);
});
