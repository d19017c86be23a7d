import { ConnectionFailed, errorOf } from "./errors.js";

export type Connection = {
  baseUrl: string;
  apiKey: string;
  locale: string;
  retries: number;
  timeoutMs: number;
  fetch: typeof fetch;
};

export type CallOptions = {
  /** Of a write: calls with the same key have one effect and one answer, for a day. Made for each call unless you give one. */
  idempotencyKey?: string;
  /** Ends the call, retries too. */
  signal?: AbortSignal;
};

type Request = { method: string; path: string; body?: unknown };

/** What may have been a moment's trouble: the same call may succeed. */
const passing = new Set([429, 502, 503, 504]);
const longestPauseMs = 60_000;

/** Sends a request, again if its answer does not come or says to wait, and reads the answer. */
export async function send(
  connection: Connection,
  request: Request,
  options: CallOptions = {},
): Promise<unknown> {
  const init = initOf(connection, request, options);
  for (let attempt = 0; ; attempt++) {
    const isLast = attempt >= connection.retries;
    const answer = await attemptOnce(connection, request, init, options.signal).catch((error: unknown) => {
      if (options.signal?.aborted || isLast) throw error;
      return null;
    });
    if (answer?.ok) return read(answer);
    if (answer && (isLast || !passing.has(answer.status)))
      throw errorOf(answer.status, await read(answer).catch(() => null), answer.headers.get("x-request-id"));
    await pause(answer?.headers.get("retry-after") ?? null, attempt, options.signal);
  }
}

function initOf(
  { apiKey, locale }: Connection,
  { method, body }: Request,
  options: CallOptions,
): RequestInit {
  const headers: Record<string, string> = {
    authorization: `Bearer ${apiKey}`,
    accept: "application/json",
    "accept-language": locale,
  };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (method !== "GET") headers["idempotency-key"] = options.idempotencyKey ?? crypto.randomUUID();
  return { method, headers, body: body === undefined ? undefined : JSON.stringify(body), redirect: "error" };
}

async function attemptOnce(
  connection: Connection,
  { method, path }: Request,
  init: RequestInit,
  signal?: AbortSignal,
): Promise<Response> {
  const deadline = AbortSignal.timeout(connection.timeoutMs);
  try {
    return await connection.fetch(`${connection.baseUrl}${path}`, {
      ...init,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ConnectionFailed(`No answer from Choba to ${method} ${path}`, { cause });
  }
}

async function read(answer: Response): Promise<unknown> {
  const text = await answer.text();
  return text === "" ? undefined : JSON.parse(text);
}

/** As long as the answer says, otherwise twice as long each time, never at the same moment as everybody else. */
function pause(retryAfter: string | null, attempt: number, signal?: AbortSignal): Promise<void> {
  const said = Number(retryAfter ?? Number.NaN) * 1_000;
  const ours = 250 * 2 ** attempt * (0.5 + Math.random());
  const ms = Math.min(Number.isFinite(said) ? said : ours, longestPauseMs);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
