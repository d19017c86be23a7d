import { HTTPException } from "hono/http-exception";
import type { z } from "zod";
import { isUnavailable } from "@/lib/db/errors";
import { Busy } from "@/lib/db/group-commit";
import { loggable } from "@/lib/db/loggable";
import { Refused } from "@/lib/domain/errors";
import { fieldError } from "@/lib/features/foundation/input/parse-input";
import { type EdgeProblem, edgeStatus } from "@/lib/http/status";
import type { ApiContext } from "./environment";
import { problemResponse, refusalResponse } from "./problem";

/**
 * Makes responses of refusals and of the framework's errors. Any other error is ours and goes to the log
 * only.
 */
export function errorResponse(error: Error, c: ApiContext) {
  if (error instanceof Refused) return refusalResponse(c, error.refusal);
  // Also thrown when the key and the tenant are looked up together with those of other requests.
  if (error instanceof Busy) return problemResponse(c, "busy");
  if (error instanceof HTTPException) {
    const type = (Object.keys(edgeStatus) as EdgeProblem[]).find((name) => edgeStatus[name] === error.status);
    if (type && type !== "unexpected") return problemResponse(c, type);
  }
  if (hasHungUp(c)) return c.body(null, 400);
  const requestId = c.get("requestId");
  if (isUnavailable(error)) {
    console.error(`api: request ${requestId} found no database that works`, String(loggable(error)));
    return problemResponse(c, "unavailable");
  }
  // Neither address nor values, so that ids of people stay out of the log.
  console.error(`api: request ${requestId} failed`, loggable(error));
  return problemResponse(c, "unexpected", { params: { requestId } });
}

/** Whether the client left before its request was whole. Nobody reads the answer, and nothing of ours has failed. */
function hasHungUp(c: ApiContext): boolean {
  const request = c.env?.incoming;
  return request?.destroyed === true && !request.complete;
}

type Checked = { success: true } | { success: false; error: z.core.$ZodError; data?: unknown };

/** A request that does not fit a route's schema is refused by field, in the same words as by a use-case. */
export function refuseInvalid(checked: Checked, c: ApiContext) {
  if (checked.success) return;
  const fields = checked.error.issues.map((issue) =>
    fieldError({ ...issue, input: valueAt(checked.data, issue.path) } as z.core.$ZodIssue),
  );
  return problemResponse(c, "invalid_input", { fields });
}

/**
 * zod leaves the value out of its issues. The value distinguishes a missing field from one of the wrong type.
 */
function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) => (value === null || value === undefined ? undefined : Reflect.get(Object(value), step)),
    data,
  );
}
