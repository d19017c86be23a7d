import { Hono } from "hono";
import { databaseAnswers } from "@/lib/db/answers";
import type { ApiEnvironment } from "./environment";

const patienceMs = 3_000;

/** `GET /api/health`: 200 while the database responds, 503 while it does not. */
export const health = new Hono<ApiEnvironment>().get("/", async (c) => {
  const isUp = await databaseAnswers(patienceMs);
  return c.json({ status: isUp ? "ok" : "unavailable" }, isUp ? 200 : 503);
});
