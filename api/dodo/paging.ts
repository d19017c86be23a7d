import { z } from "@hono/zod-openapi";

/**
 * Dodo's pages. Its documents count them from 0, but its client goes from the first page to page 2, so they
 * count from 1 here. 0 is refused, because a loop that begins there would read the first page twice.
 */
export const pageQuery = {
  page_number: z.coerce.number().int().min(1).default(1).openapi({ description: "From 1", example: 1 }),
  page_size: z.coerce.number().int().min(1).max(100).default(10).openapi({ example: 10 }),
};

type Paged = { page_number: number; page_size: number };

/** How many rows to skip before a page. */
export const offsetOf = ({ page_number: page, page_size: size }: Paged): number => (page - 1) * size;
