import { z } from "@hono/zod-openapi";

const problemSchema = z
  .looseObject({
    type: z.string().openapi({ example: "limit_reached" }),
    message: z.string().openapi({ description: "For people, in the language of Accept-Language (en, ja)" }),
    fields: z
      .array(z.object({ field: z.string(), rule: z.string(), message: z.string() }))
      .optional()
      .openapi({ description: "With `invalid_input`: what is wrong where" }),
  })
  .openapi("Problem");

const problem = (description: string) => ({
  description,
  content: { "application/json": { schema: problemSchema } },
});

/** The responses that any route of a tenant may give besides its success. */
export const commonProblems = {
  401: problem("No valid API key"),
  403: problem("The key's scopes do not allow this"),
  404: problem("No such tenant"),
  422: problem("A field is not valid"),
  429: problem("Too many requests; see Retry-After"),
};

/** The further responses of any route with a body. */
export const bodyProblems = {
  400: problem("The body is not JSON"),
  413: problem("The body is larger than 1 MB"),
  415: problem("The body is not declared as JSON"),
};

export const limitReached = problem("The license's maximum is reached: see `maximum` and `limit`");

export const notInThisState = problem("Not possible in the present state; `type` says why");

/** A promise that does not hold any more, with the new one, and all other refusals by the present state. */
export const promiseChanged = <Schema extends z.ZodType>(promise: Schema) => ({
  description: "`promise_changed` with the new `promise`; or not possible in the present state",
  content: { "application/json": { schema: problemSchema.extend({ promise: promise.optional() }) } },
});

/** A success with its body; `example` unless the schema has one. */
export const jsonResponse = <Schema extends z.ZodType>(
  description: string,
  schema: Schema,
  example?: z.input<Schema>,
) => ({
  description,
  content: { "application/json": example === undefined ? { schema } : { schema, example } },
});

/** A required body; `example` unless the schema has one. */
export const jsonBody = <Schema extends z.ZodType>(schema: Schema, example?: z.input<Schema>) => ({
  required: true,
  content: { "application/json": example === undefined ? { schema } : { schema, example } },
});

export const security = [{ apiKey: [] }];
