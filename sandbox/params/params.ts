import { invalid, missing, unknownParameter } from "../core/errors";
import type { Metadata } from "../core/json";
import type { FormObject, FormValue } from "./form";

/**
 * Reads one level of a request's parameters. Refuses wrong values with Stripe's messages.
 * An empty string means "unset this", as in Stripe's encoding.
 */
export class Params {
  constructor(
    private readonly values: FormObject,
    private readonly prefix = "",
  ) {}

  static readonly none = new Params({});

  /** The parameter as error messages name it: `items[0][price]`. */
  name(key: string): string {
    return this.prefix ? `${this.prefix}[${key}]` : key;
  }

  /** Refuses every parameter outside `allowed`. */
  only(...allowed: string[]): this {
    for (const key of Object.keys(this.values)) {
      if (key !== "expand" && !allowed.includes(key)) throw unknownParameter(this.name(key));
    }
    return this;
  }

  has(key: string): boolean {
    return this.values[key] !== undefined;
  }

  isEmpty(key: string): boolean {
    return this.values[key] === "";
  }

  keys(): string[] {
    return Object.keys(this.values);
  }

  raw(key: string): FormValue | undefined {
    return this.values[key];
  }

  /** The text, null when sent empty, undefined when not sent. */
  text(key: string): string | null | undefined {
    const value = this.values[key];
    if (value === undefined) return undefined;
    if (typeof value !== "string") throw invalid(`Invalid string: ${JSON.stringify(value)}`, this.name(key));
    if (value.length > 5000)
      throw invalid(`Invalid string: ${this.name(key)} must be at most 5000 characters`, this.name(key));
    return value === "" ? null : value;
  }

  need(key: string): string {
    const value = this.text(key);
    if (value === undefined || value === null) throw missing(this.name(key));
    return value;
  }

  integer(key: string): number | undefined {
    const value = this.text(key);
    if (value === undefined || value === null) return undefined;
    if (!/^-?\d{1,15}$/.test(value)) {
      throw invalid(`Invalid integer: ${value}`, this.name(key), "parameter_invalid_integer");
    }
    return Number(value);
  }

  needInteger(key: string): number {
    const value = this.integer(key);
    if (value === undefined) throw missing(this.name(key));
    return value;
  }

  decimal(key: string): string | undefined {
    const value = this.text(key);
    if (value === undefined || value === null) return undefined;
    if (!/^-?\d{1,15}(\.\d{1,12})?$/.test(value)) {
      throw invalid(`Invalid decimal: ${value}; must have at most 12 decimal places`, this.name(key));
    }
    return value;
  }

  flag(key: string): boolean | undefined {
    const value = this.text(key);
    if (value === undefined || value === null) return undefined;
    if (value !== "true" && value !== "false") throw invalid(`Invalid boolean: ${value}`, this.name(key));
    return value === "true";
  }

  oneOf<T extends string>(key: string, allowed: readonly T[]): T | undefined {
    const value = this.text(key);
    if (value === undefined || value === null) return undefined;
    const found = allowed.find((candidate) => candidate === value);
    if (!found) {
      throw invalid(`Invalid ${this.name(key)}: must be one of ${allowed.join(", ")}`, this.name(key));
    }
    return found;
  }

  /** A nested object; undefined when not sent or sent empty. */
  child(key: string): Params | undefined {
    const value = this.values[key];
    if (value === undefined || value === "") return undefined;
    if (typeof value === "string" || Array.isArray(value)) throw invalid("Invalid object", this.name(key));
    return new Params(value, this.name(key));
  }

  children(key: string): Params[] | undefined {
    const value = this.values[key];
    if (value === undefined) return undefined;
    if (value === "") return [];
    if (!Array.isArray(value)) throw invalid("Invalid array", this.name(key));
    return value.map((element, index) => {
      if (typeof element === "string" || Array.isArray(element)) {
        throw invalid("Invalid object", `${this.name(key)}[${index}]`);
      }
      return new Params(element, `${this.name(key)}[${index}]`);
    });
  }

  texts(key: string): string[] | undefined {
    const value = this.values[key];
    if (value === undefined) return undefined;
    if (value === "") return [];
    if (!Array.isArray(value)) throw invalid("Invalid array", this.name(key));
    return value.map((element, index) => {
      if (typeof element !== "string") throw invalid("Invalid string", `${this.name(key)}[${index}]`);
      return element;
    });
  }

  /** `current` with the sent keys set and the empty ones removed. An empty `metadata` removes all keys. */
  metadata(current: Metadata | null = {}, key = "metadata"): Metadata {
    if (this.isEmpty(key)) return {};
    const merged: Metadata = { ...current };
    const sent = this.child(key);
    for (const name of sent?.keys() ?? []) {
      if (name.length > 40) throw invalid("Metadata keys have at most 40 characters", this.name(key));
      const value = sent?.text(name);
      if (value && value.length > 500) {
        throw invalid("Metadata values can have up to 500 characters", `${this.name(key)}[${name}]`);
      }
      if (value === null || value === undefined) delete merged[name];
      else merged[name] = value;
    }
    if (Object.keys(merged).length > 50) throw invalid("Metadata has at most 50 keys", this.name(key));
    return merged;
  }

  /** The same parameters with one text added. */
  with(key: string, value: string): Params {
    return new Params({ ...this.values, [key]: value }, this.prefix);
  }

  without(key: string): Params {
    const { [key]: _dropped, ...rest } = this.values;
    return new Params(rest, this.prefix);
  }

  fail(key: string, message: string, code?: string) {
    return invalid(message, this.name(key), code);
  }
}
