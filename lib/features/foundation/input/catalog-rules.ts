import { z } from "zod";
import { requiredLine } from "./input-rules";

/** What names something in the catalog (a plan, an add-on, a tax rate): it never changes, so it is plain. */
export const catalogKey = z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/);

/** A line of text in every language of the product. */
export const localizedLine = (maximumLength: number) =>
  z.strictObject({ en: requiredLine(maximumLength), ja: requiredLine(maximumLength) });

/** Ranks leave room between each other, and fit an integer. */
export const planRank = z.number().int().min(0).max(1_000_000);
