import type { Operations } from "../operations/create-operations";

/** What the hosted pages may use. They read and change objects only through the operations. */
export interface PagesContext {
  publicUrl: string;
  operations: Operations;
}
