import { isOwnWrite } from "../own-resources";

type Operation = { parameters?: { name: string; in: string }[]; responses: Record<string, unknown> };
type Described = { paths?: object };

const name = "idempotency-key";
const parameter = {
  name,
  in: "header",
  required: false,
  description:
    "Yours, for this one act. The same again within a day is done once and answered the same, with `Idempotent-Replayed: true`; with something else it is 422 `idempotency_mismatch`; while the first one runs 409 `idempotency_in_progress`",
  schema: { type: "string", minLength: 1, maxLength: 255 },
};
const inProgress = {
  description: "The first request with this Idempotency-Key is still running; see Retry-After",
  content: { "application/json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

/** Adds to every write of our own API what its middleware does, so that no route has to repeat it. */
export function withIdempotencyKeys<Document extends Described>(document: Document): Document {
  for (const [path, methods] of Object.entries(document.paths ?? {}))
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      if (!isOwnWrite(method, path)) continue;
      const declared = (operation.parameters ?? []).filter((known) => known.name !== name);
      operation.parameters = [...declared, parameter];
      operation.responses["409"] ??= inProgress;
    }
  return document;
}
