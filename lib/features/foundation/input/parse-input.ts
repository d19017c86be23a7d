import type { z } from "zod";
import { type FieldError, Refused } from "@/lib/domain/errors";
import { impossibleText } from "./impossible-text";

/**
 * Parses what came from outside; throws `invalid_input` with each field and the rule it broke. What no database can hold
 * is refused also where the input's own rules let it pass: it would break a look-up as it would break a row.
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const input = parseCheckedText(schema, raw);
  const impossible = impossibleText(raw);
  if (impossible) throw new Refused("invalid_input", { fields: [impossible] });
  return input;
}

/** The same for many things at once, each of which is asked by its own rules whether a database can hold its text. */
export function parseCheckedText<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  // Without the input in its issues, zod does not tell a missing field from one of the wrong type.
  const parsed = schema.safeParse(raw, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Refused("invalid_input", { fields: parsed.error.issues.map(fieldError) });
}

/** A zod issue as field and rule; a custom rule is named by its `params.rule`. */
export function fieldError(issue: z.core.$ZodIssue): FieldError {
  const field = issue.path.map(String).join(".");
  switch (issue.code) {
    case "too_big":
      return {
        field,
        rule: issue.origin === "string" ? "too_long" : "too_big",
        params: { maximum: Number(issue.maximum) },
      };
    case "too_small":
      if (issue.origin === "string" && Number(issue.minimum) === 1) return { field, rule: "required" };
      return {
        field,
        rule: issue.origin === "string" ? "too_short" : "too_small",
        params: { minimum: Number(issue.minimum) },
      };
    case "invalid_type":
      return issue.input === undefined
        ? { field, rule: "required" }
        : { field, rule: "wrong_type", params: { expected: issue.expected } };
    case "invalid_format":
      return { field, ...formatRule(issue) };
    case "invalid_value":
      return { field, rule: "not_offered" };
    case "unrecognized_keys":
      return { field: [...issue.path.map(String), issue.keys.join(", ")].join("."), rule: "unknown_field" };
    case "invalid_union":
      return { field, rule: issue.discriminator === undefined ? "invalid" : "not_offered" };
    case "custom": {
      const { rule = "invalid", ...params } = issue.params ?? {};
      return { field, rule: String(rule), ...(Object.keys(params).length > 0 ? { params } : {}) };
    }
    default:
      return { field, rule: "invalid" };
  }
}

/** What form a text must have, in words where there are any. */
function formatRule({ format, pattern }: z.core.$ZodIssueInvalidStringFormat): Omit<FieldError, "field"> {
  const rule = formatRules[format];
  if (rule) return { rule };
  // Without what is around an expression in a program.
  return { rule: "format", params: { pattern: pattern?.replace(/^\/\^?|\$?\/\w*$/g, "") ?? format } };
}

const formatRules: Readonly<Record<string, string>> = {
  email: "email",
  datetime: "not_an_instant",
  date: "not_a_day",
};
