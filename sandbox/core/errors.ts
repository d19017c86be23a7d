import type { JsonObject } from "./json";

/** An error in Stripe's form. With `keep`, what happened before it (a failed charge) is committed. */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly body: JsonObject & { type: string; message: string },
    readonly keep = false,
  ) {
    super(body.message);
  }
}

export function invalid(message: string, param?: string, code?: string, extra: JsonObject = {}): StripeError {
  const body: JsonObject & { type: string; message: string } = {
    type: "invalid_request_error",
    message,
    ...extra,
  };
  if (code) {
    body.code = code;
    body.doc_url = `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
  }
  if (param) body.param = param;
  return new StripeError(400, body);
}

export const missing = (param: string) =>
  invalid(`Missing required param: ${param}.`, param, "parameter_missing");

export const unknownParameter = (param: string) =>
  invalid(`Received unknown parameter: ${param}`, param, "parameter_unknown");

/** 404 when the id stands in the path, 400 when it stands in the parameters. */
export function noSuch(what: string, id: string, param: string, status: 400 | 404): StripeError {
  const error = invalid(`No such ${what}: '${id}'`, param, "resource_missing");
  return new StripeError(status, error.body);
}

export const notCovered = (what: string, param?: string) =>
  invalid(`The sandbox does not cover ${what}.`, param, "sandbox_not_covered");
