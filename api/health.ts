import { sql } from "drizzle-orm";
import { Hono } from "hono";
import { database } from "@/lib/db/client";
import type { ApiEnvironment } from "./environment";

const patienceMs = 3_000;

/** `GET /api/health`: 200 while the database answers, 503 while it does not. */
export const health = new Hono<ApiEnvironment>().get("/", async (c) => {
  const isUp = await databaseAnswers();
  return c.json({ status: isUp ? "ok" : "unavailable" }, isUp ? 200 : 503);
});

async function databaseAnswers(): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const answer = database()
    .execute(sql`select 1`)
    .then(
      () => true,
      () => false,
    );
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer));
}
