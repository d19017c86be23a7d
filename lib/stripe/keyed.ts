import { createHash } from "node:crypto";

/** A key that contains what is asked: a repetition after something has changed asks anew. */
export const keyed = (key: string, parameters: object): string =>
  `${key}:${createHash("sha256").update(JSON.stringify(parameters)).digest("hex").slice(0, 24)}`;
