import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";
import type { Schema } from "./convert";
import type { Generated } from "./generate";

type Failures = Partial<ErrorObject>[];
type Place = { instancePath: string };
/** Ajv's way to report the errors of a keyword. */
type Keyword = {
  (schema: string[], data: unknown, parent?: unknown, place?: Place): boolean;
  errors?: Failures;
};

/**
 * Validates against generated schemas. Each is compiled when a value first needs it; most are never needed.
 */
export class Validator {
  private readonly ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
  private readonly compiled = new Map<string | Schema, ValidateFunction>();

  constructor(private readonly schemas: Generated["schemas"]) {
    const oneOfTypes: Keyword = (names, data, _parent, place) => {
      oneOfTypes.errors = this.errorsOfTypes(names, data, place?.instancePath ?? "");
      return oneOfTypes.errors.length === 0;
    };
    const keysOf: Keyword = (names, data) => {
      const known = new Set(names.flatMap((name) => Object.keys(this.properties(name))));
      keysOf.errors = Object.keys((data ?? {}) as object)
        .filter((key) => !known.has(key))
        .map((key) => ({ message: `must not have the property '${key}'`, params: {}, keyword: "keysOf" }));
      return keysOf.errors.length === 0;
    };
    this.ajv.addKeyword({ keyword: "oneOfTypes", validate: oneOfTypes, errors: "full" });
    this.ajv.addKeyword({ keyword: "keysOf", validate: keysOf, errors: true });
  }

  /** What is wrong with the value, as "path: what"; nothing if it fits. */
  check(schema: Schema, value: unknown): string[] {
    const validate = this.compile(schema, schema);
    return validate(value) ? [] : [...new Set(inWords(validate.errors ?? []))];
  }

  private errorsOfTypes(names: string[], data: unknown, path: string): Failures {
    if (typeof data !== "object" || data === null || Array.isArray(data))
      return [
        {
          keyword: "type",
          instancePath: path,
          message: `must be ${names.map(short).join(" or ")}`,
          params: {},
        },
      ];
    const fits = names.map((name) => this.fit(name, data as Schema));
    const best = Math.max(...fits);
    if (best < 0)
      return [
        { keyword: "oneOfTypes", instancePath: path, message: `is none of ${kinds(names)}`, params: {} },
      ];
    const failures = names
      .filter((_, index) => fits[index] === best)
      .map((name) => this.errorsOf(name, data, path));
    return failures.find((errors) => errors.length === 0) ?? failures[0] ?? [];
  }

  /** How many of the constants that distinguish Stripe's types match this one; −1 if one contradicts it. */
  private fit(name: string, data: Schema): number {
    const constants = Object.entries(this.properties(name)).filter(
      ([key, { enum: values }]) =>
        ["object", "deleted", "type"].includes(key) && Array.isArray(values) && values.length === 1,
    );
    const isOurs = constants.every(([key, schema]) => (schema.enum as unknown[])[0] === data[key]);
    return isOurs ? constants.length : -1;
  }

  private errorsOf(name: string, data: unknown, path: string): Failures {
    const validate = this.compile(name, this.schemas[name] ?? {});
    if (validate(data)) return [];
    // Reported here, because Ajv does not keep which value an error of a keyword was about.
    return (validate.errors ?? []).map((error) => ({
      ...error,
      instancePath: path + error.instancePath,
      message: messageOf(error),
      params: { ...error.params, [SAID]: true },
    }));
  }

  private properties(name: string): { [key: string]: Schema } {
    return (this.schemas[name]?.properties ?? {}) as { [key: string]: Schema };
  }

  private compile(key: string | Schema, schema: Schema): ValidateFunction {
    let validate = this.compiled.get(key);
    if (!validate) {
      validate = this.ajv.compile(schema);
      this.compiled.set(key, validate);
    }
    return validate;
  }
}

const short = (name: string) => name.replace(/^(json|form) /, "");
const kinds = (names: string[]) => (names.length > 5 ? `${names.length} types` : names.map(short).join(", "));

/** Errors in words. If a value may have several forms, those of the form that it fits best. */
function inWords(errors: Failures): string[] {
  const choices = new Set(errors.filter(({ keyword }) => keyword === "anyOf").map(pathOf));
  const said = errors.filter(({ keyword }) => keyword !== "anyOf");
  const isOtherForm = (error: Partial<ErrorObject>) => choices.has(pathOf(error)) && error.keyword === "type";
  const isNull = (error: Partial<ErrorObject>) => isOtherForm(error) && error.params?.type === "null";
  return said
    .filter((error) => {
      const path = pathOf(error);
      if (isNull(error)) return !said.some((other) => pathOf(other) === path && !isNull(other));
      return (
        !isOtherForm(error) || !said.some((other) => pathOf(other).startsWith(path) && !isOtherForm(other))
      );
    })
    .map((error) => `${pathOf(error) || "/"}: ${messageOf(error)}`);
}

const SAID = "said";
const pathOf = ({ instancePath = "" }: Partial<ErrorObject>) => instancePath;

function messageOf({ keyword, message, params, data }: Partial<ErrorObject>): string {
  if (params?.[SAID]) return message ?? "";
  if (keyword === "additionalProperties") return `must not have the property '${params?.additionalProperty}'`;
  if (keyword !== "enum") return message ?? String(keyword);
  const allowed: unknown[] = params?.allowedValues ?? [];
  const some = allowed.length > 12 ? [...allowed.slice(0, 12), "…"] : allowed;
  return `must be one of ${some.join(", ")}, not ${JSON.stringify(data)}`;
}
