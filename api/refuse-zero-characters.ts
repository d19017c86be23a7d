import { createMiddleware } from "hono/factory";
import type { ApiEnvironment } from "./environment";
import { problemResponse } from "./problem";

/** A zero character in an address names nothing, and no database can look it up. Of other text the use-cases judge. */
export const refuseZeroCharacters = createMiddleware<ApiEnvironment>(async (c, next) => {
  const [path = "", query = ""] = c.req.url.split("?", 2);
  if (path.includes("%00")) return problemResponse(c, "not_found");
  if (!query.includes("%00")) return next();
  const fields = [...new URLSearchParams(query)]
    .filter((pair) => pair.join("").includes("\0"))
    .map(([name]) => ({ field: name.replaceAll("\0", ""), rule: "impossible_text" }));
  return problemResponse(c, "invalid_input", { fields });
});
