import { z } from "@hono/zod-openapi";

/** How every list of ours is read: up to so many, after the last one of the page before. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50).openapi({ example: 50 }),
  after: z.string().max(100).optional().openapi({ description: "`next` of the page before" }),
};

/** A page of `item`s. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({
    data: z.array(item),
    next: z
      .string()
      .nullable()
      .openapi({ description: "Ask again with `after` set to this; null at the end" }),
  });
