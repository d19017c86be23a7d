import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { readForm } from "./form";
import type { Schema } from "./schemas/convert";
import type { Endpoint } from "./schemas/endpoints";
import type { Generated } from "./schemas/generate";
import { Validator } from "./schemas/validator";

/** One request and its response. `form` is the body, or the query of a GET or DELETE. */
export type Exchange = { method: string; path: string; form: string; status: number; body: unknown };

/**
 * Checks requests to Stripe, its responses and its events against the types of the installed `stripe`
 * package.
 */
export class Contract {
  private static loading: Promise<Contract> | undefined;

  private constructor(
    private readonly generated: Generated,
    private readonly validator = new Validator(generated.schemas),
  ) {}

  static load(): Promise<Contract> {
    Contract.loading ??= loadSchemas().then((generated) => new Contract(generated));
    return Contract.loading;
  }

  /**
   * What is wrong with our request: an unknown endpoint, unknown or missing parameters, values outside their
   * enum.
   */
  request({ method, path: url, form }: Pick<Exchange, "method" | "path" | "form">): string[] {
    const endpoint = this.find(method, url);
    if (!endpoint) return [`Stripe has no ${method} ${url}`];
    const values = readForm(form);
    if (!endpoint.request) return Object.keys(values).map((key) => `/: must not have the property '${key}'`);
    return this.validator.check(endpoint.request, values);
  }

  response({ method, path: url, status, body }: Omit<Exchange, "form">): string[] {
    if (status >= 400) return this.validator.check(errorBody(this.generated.error), body);
    const endpoint = this.find(method, url);
    return endpoint ? this.validator.check(endpoint.response, body) : [`Stripe has no ${method} ${url}`];
  }

  event(event: unknown): string[] {
    return this.validator.check(this.generated.event, event);
  }

  /** How the `stripe` package calls this endpoint, as `checkout.sessions.create`. */
  nameOf({ method, path: url }: Pick<Exchange, "method" | "path">): string | undefined {
    return this.find(method, url)?.name;
  }

  private find(method: string, url: string): Endpoint | undefined {
    return this.generated.endpoints.find(
      (endpoint) => endpoint.method === method && patternOf(endpoint.path).test(url),
    );
  }
}

function errorBody(error: Schema): Schema {
  return { type: "object", properties: { error }, required: ["error"], additionalProperties: false };
}

const patterns = new Map<string, RegExp>();
function patternOf(pattern: string): RegExp {
  const known = patterns.get(pattern) ?? new RegExp(`^${pattern.replaceAll(":id", "[^/]+")}$`);
  patterns.set(pattern, known);
  return known;
}

/** The schemas, generated once per version of the package and of the generator. */
async function loadSchemas(): Promise<Generated> {
  const here = path.dirname(fileURLToPath(import.meta.url));
  const stripe = path.join(createRequire(import.meta.url).resolve("stripe"), "..", "..");
  const { version } = JSON.parse(readFileSync(path.join(stripe, "package.json"), "utf8")) as {
    version: string;
  };
  const generator = createHash("sha256");
  for (const file of ["convert.ts", "endpoints.ts", "generate.ts"])
    generator.update(readFileSync(path.join(here, "schemas", file)));
  const folder = path.join(stripe, "..", ".cache", "choba");
  const file = path.join(folder, `stripe-${version}-${generator.digest("hex").slice(0, 12)}.json`);
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Generated;
  } catch {
    const { generate } = await import("./schemas/generate");
    const generated = generate(path.join(stripe, "esm"));
    mkdirSync(folder, { recursive: true });
    // Renamed into place, because other test processes may be doing the same.
    writeFileSync(`${file}.${process.pid}`, JSON.stringify(generated));
    renameSync(`${file}.${process.pid}`, file);
    return generated;
  }
}
