import type { FieldError, Refusal, RefusalCode } from "@/lib/domain/errors";
import { snakeCase } from "@/lib/domain/snake-case";
import { type EdgeProblem, edgeStatus, refusalStatus } from "@/lib/http/status";
import type { Locale } from "@/lib/i18n/locales";
import { messagesOf } from "@/lib/i18n/messages";
import { negotiateLocale } from "@/lib/i18n/negotiate-locale";
import { translator } from "@/lib/i18n/translator";
import type { ApiContext } from "./environment";

export type ProblemType = RefusalCode | EdgeProblem;

/** A field that is wrong, by its path in the body, the query or the address (`authentications.3.at`). */
export type FieldProblem = { field: string; rule: string; message: string };

export type Problem = { type: ProblemType; message: string; fields?: FieldProblem[] } & Record<
  string,
  unknown
>;

const statusOf = { ...refusalStatus, ...edgeStatus };

/** Responds with a use-case's refusal. */
export const refusalResponse = (c: ApiContext, refusal: Refusal) => problemResponse(c, refusal.code, refusal);

/** Every response that is not a success has this one form, with texts in the language of Accept-Language. */
export const problemResponse = (c: ApiContext, type: ProblemType, details: Omit<Refusal, "code"> = {}) =>
  c.json(problemOf(c, type, details), statusOf[type]);

/** The body of such a response, for one that says more; its headers are set. */
export function problemOf(c: ApiContext, type: ProblemType, details: Omit<Refusal, "code"> = {}): Problem {
  const locale = negotiateLocale(undefined, c.req.header("accept-language") ?? null);
  const problem: Problem = {
    type,
    message: say(locale, problemKey(type), details.params),
    ...Object.fromEntries(
      Object.entries(details.params ?? {}).map(([name, value]) => [snakeCase(name), value]),
    ),
    ...(details.fields ? { fields: details.fields.map((field) => fieldProblem(locale, field)) } : {}),
  };
  // Limits have the same names here as in the response about the license.
  if (typeof details.params?.limit === "string") problem.limit = snakeCase(details.params.limit);
  c.header("Content-Language", locale);
  if (type === "busy" || type === "unavailable" || type === "idempotency_in_progress")
    c.header("Retry-After", "1");
  // Clients made by generators repeat 409 and 502 unless they are told not to, and would only be refused again.
  const isForGood = statusOf[type] === 409 && type !== "idempotency_in_progress";
  if (isForGood || type === "stripe_refused") c.header("x-should-retry", "false");
  if (type === "unauthenticated") c.header("WWW-Authenticate", 'Bearer realm="Choba"');
  return problem;
}

/**
 * The broken rules of an event that was not accepted. Fields are named as they were sent; texts are in the
 * request's language.
 */
export function eventProblems(c: ApiContext, fields: readonly FieldError[]): FieldProblem[] {
  const locale = negotiateLocale(undefined, c.req.header("accept-language") ?? null);
  return fields.map((error) => ({ ...fieldProblem(locale, error), field: error.field }));
}

/** A broken rule in the reader's language, with its field as the API writes it. */
export function fieldProblem(locale: Locale, { field, rule, params }: FieldError): FieldProblem {
  const isKnown = rule in messagesOf(locale).errors.rules;
  return {
    field: onWire(field),
    rule,
    message: say(locale, `rules.${isKnown ? rule : "invalid"}`, params),
  };
}

/**
 * A field's path as its sender wrote it: our own names are in snake case. Names within an ingested event or
 * within `metadata` are the sender's and stay as they are.
 */
function onWire(field: string): string {
  const [ours = "", ...theirs] = field.split(/(?<=^events\.\d+|(?:^|\.)metadata)(?=\.)/);
  return [ours.split(".").map(snakeCase).join("."), ...theirs].join("");
}

/** Some texts for programs differ from those for people in front of a screen. */
function problemKey(type: ProblemType): string {
  return type in messagesOf("en").errors.api ? `api.${type}` : `refusals.${type}`;
}

function say(locale: Locale, key: string, values?: Record<string, string | number>): string {
  // Which key it is, and so which values it takes, is known while the program runs only.
  return translator(locale, "errors")(key as "loadFailed.title", values as never);
}
