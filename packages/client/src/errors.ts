/** What is wrong with one field of a request: `rule` is for programs, `message` for people. */
export type FieldProblem = { field: string; rule: string; message: string };

/** What the API answers instead of a success. */
export type Problem = { type: string; message: string; fields?: FieldProblem[] } & Record<string, unknown>;

/** A call that did not succeed. `type` says why, for programs; `message` says it for people. */
export class ChobaError extends Error {
  override name = "ChobaError";
  readonly status: number;
  readonly type: string;
  readonly fields: readonly FieldProblem[];
  /** All that the API said, such as `maximum` with `limit_reached`. */
  readonly problem: Problem;
  /** Names the request in Choba's log. */
  readonly requestId: string | null;

  constructor(status: number, problem: Problem, requestId: string | null) {
    super(problem.message);
    this.status = status;
    this.type = problem.type;
    this.fields = problem.fields ?? [];
    this.problem = problem;
    this.requestId = requestId;
  }
}

/** No valid API key (401). */
export class Unauthenticated extends ChobaError {
  override name = "Unauthenticated";
}

/** The key's scopes do not allow it (403). */
export class Forbidden extends ChobaError {
  override name = "Forbidden";
}

/** It does not exist, or not for this key (404). */
export class NotFound extends ChobaError {
  override name = "NotFound";
}

/** Not possible in the present state (409, 402): `type` says why. */
export class Conflict extends ChobaError {
  override name = "Conflict";
}

/** A field breaks a rule (400, 413, 415, 422): see `fields`. */
export class InvalidInput extends ChobaError {
  override name = "InvalidInput";
}

/** Too many requests (429), also after the retries. */
export class RateLimited extends ChobaError {
  override name = "RateLimited";
}

/** Choba, or Stripe behind it, does not work just now (5xx), also after the retries. */
export class Unavailable extends ChobaError {
  override name = "Unavailable";
}

/** No answer came: the network failed or the deadline passed, also in the retries. The call may have been carried out. */
export class ConnectionFailed extends Error {
  override name = "ConnectionFailed";
}

const classes: Record<number, typeof ChobaError> = {
  401: Unauthenticated,
  402: Conflict,
  403: Forbidden,
  404: NotFound,
  409: Conflict,
  429: RateLimited,
};

/** The error of an answer that is not a success. A body that is not the API's is told as it came. */
export function errorOf(status: number, body: unknown, requestId: string | null): ChobaError {
  const Class = classes[status] ?? (status >= 500 ? Unavailable : InvalidInput);
  return new Class(status, isProblem(body) ? body : unknownProblem(status), requestId);
}

const unknownProblem = (status: number): Problem => ({
  type: "unknown",
  message: `The answer ${status} is not one of Choba's: is the base URL right?`,
});

const isProblem = (body: unknown): body is Problem =>
  typeof body === "object" &&
  body !== null &&
  typeof (body as Problem).type === "string" &&
  typeof (body as Problem).message === "string";
