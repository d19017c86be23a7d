import type { Operations } from "../operations/create-operations";

/** What the hosted pages may use: everything they do goes through the operations. */
export interface PagesContext {
  publicUrl: string;
  operations: Operations;
}
