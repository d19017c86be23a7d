import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiEnvironment } from "../environment";
import { info, securitySchemes, tags } from "./description";
import { withIdempotencyKeys } from "./idempotency-keys";

/** The addresses of the machine-readable description; the first one is the one to publish. */
const documentPaths = ["/api/openapi.json", "/api/v1/openapi.json"] as const;

/** Serves OpenAPI 3.1, made from the schemas of all routes that `api` has at that time. */
export function serveDocument(api: OpenAPIHono<ApiEnvironment>): void {
  for (const [name, scheme] of Object.entries(securitySchemes))
    api.openAPIRegistry.registerComponent("securitySchemes", name, scheme);
  let document: ReturnType<typeof api.getOpenAPI31Document> | undefined;
  for (const path of documentPaths)
    api.get(path, (c) => {
      document ??= withIdempotencyKeys(
        api.getOpenAPI31Document({
          openapi: "3.1.0",
          info,
          servers: [{ url: "/", description: "This installation" }],
          tags,
        }),
      );
      return c.json(document);
    });
}
