import { type Operations, routes } from "./generated/operations.js";
import { type CallOptions, type Connection, send } from "./send.js";

export type { CallOptions } from "./send.js";

export type ChobaOptions = {
  /** Where Choba is: `https://billing.example.com`. */
  baseUrl: string;
  /** An API key of the console: `choba_…`. */
  apiKey: string;
  /** Of texts for people in errors: `en` or `ja`. */
  locale?: string;
  /** How often a call is repeated that got no answer or was told to wait. 0: never. */
  retries?: number;
  /** Milliseconds that one try may take. */
  timeoutMs?: number;
  fetch?: typeof fetch;
};

type Name = keyof Operations;
type Input<N extends Name> = Operations[N]["input"];
type Answer<N extends Name> = Operations[N]["answer"];
/** Nothing has to be said where everything may be left out. */
type Given<Each> =
  Record<never, never> extends Each
    ? [input?: Each, options?: CallOptions]
    : [input: Each, options?: CallOptions];

type Calls = { [N in Name]: (...given: Given<Input<N>>) => Promise<Answer<N>> };

/** The operations that answer page by page. */
type Listed = { [N in Name]: Answer<N> extends { data: unknown[]; next: string | null } ? N : never }[Name];
type Item<N extends Listed> = Answer<N> extends { data: (infer Each)[] } ? Each : never;

type Client = Calls & {
  /** Every item of a list, however many pages it has: `for await (const tenant of choba.each("listTenants", {}))`. */
  each<N extends Listed>(name: N, input: Input<N>): AsyncGenerator<Item<N>>;
  /**
   * Moves the demo's time: to tomorrow, to the same day next month, or to just after the end of the tenant's period, when its
   * renewal was collected. Answers when all of that has happened. Outside the demo it is `NotFound`.
   */
  moveDemoClock(to: { step: "day" | "period" | "month"; tenant?: string }): Promise<{ now: string }>;
};

/** Months of a whole company are lived through. */
const demoClockMs = 600_000;

type Parts = Record<string, unknown> & { body?: unknown };

/**
 * Choba's API: a method for each operation, which takes its parameters and its `body` in one object and answers what the
 * API answers. A write that is repeated after no answer has one effect, because each carries a key of its own.
 * Throws `ChobaError`s for what is refused, and `ConnectionFailed` where no answer came.
 */
export const Choba = class {
  constructor(options: ChobaOptions) {
    const connection = connectionOf(options);
    const call = async (name: Name, input: Parts, given?: CallOptions) => {
      const [method, template, query] = routes[name];
      const path = addressOf(template, query, input);
      return send(connection, { method, path, body: input.body }, given);
    };
    const calls = Object.keys(routes).map((name) => [
      name,
      (input: Parts = {}, given?: CallOptions) => call(name as Name, input, given),
    ]);
    Object.assign(this, Object.fromEntries(calls), {
      each: (name: Name, input: Parts) => eachOf((page) => call(name, page), input),
      moveDemoClock: (body: unknown) =>
        send({ ...connection, timeoutMs: demoClockMs }, { method: "POST", path: "/api/demo/clock", body }),
    });
  }
} as new (
  options: ChobaOptions,
) => Client;
export type Choba = Client;

const connectionOf = (options: ChobaOptions): Connection => ({
  baseUrl: options.baseUrl.replace(/\/+$/, ""),
  apiKey: options.apiKey,
  locale: options.locale ?? "en",
  retries: options.retries ?? 3,
  timeoutMs: options.timeoutMs ?? 30_000,
  fetch: options.fetch ?? ((...request) => fetch(...request)),
});

function addressOf(template: string, query: readonly string[], input: Parts): string {
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = input[name];
    // An empty part would make it the address of something else.
    if (value === undefined || value === null || value === "") throw new TypeError(`"${name}" is missing`);
    return encodeURIComponent(String(value));
  });
  const asked = new URLSearchParams();
  for (const name of query) {
    const value = input[name];
    if (value !== undefined && value !== null) asked.set(name, String(value));
  }
  return asked.size > 0 ? `${path}?${asked}` : path;
}

async function* eachOf(read: (input: Parts) => Promise<unknown>, input: Parts): AsyncGenerator<never> {
  let page = input;
  for (;;) {
    const { data, next } = (await read(page)) as { data: never[]; next: string | null };
    yield* data;
    if (next === null) return;
    page = { ...input, after: next };
  }
}
