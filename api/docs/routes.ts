import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { Hono } from "hono";
import type { ApiEnvironment } from "../environment";
import { page, pagePolicy, startScript, styles } from "./page";

/** Swagger UI as published (Apache-2.0). We serve its files, so the page needs no other host. */
const library = join("node_modules", "swagger-ui-dist");
const libraryFiles = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
};
const own = {
  "choba.css": { type: "text/css; charset=utf-8", text: styles },
  "start.js": { type: "text/javascript; charset=utf-8", text: startScript },
};

/** `GET /api/docs`: the description of the API for people, in which every route can be tried. */
export const docs = new Hono<ApiEnvironment>()
  .get("/", (c) => {
    c.header("Content-Security-Policy", pagePolicy);
    c.header("Referrer-Policy", "no-referrer");
    return c.html(page);
  })
  .get("/changelog", async (c) =>
    c.body(await readFile(join(process.cwd(), "docs", "api-changelog.md")), 200, {
      "content-type": "text/plain; charset=utf-8",
    }),
  )
  .get("/:file", async (c) => {
    const file = c.req.param("file");
    if (Object.hasOwn(own, file)) {
      const { type, text } = own[file as keyof typeof own];
      return c.body(text, 200, { "content-type": type });
    }
    if (!Object.hasOwn(libraryFiles, file)) return c.notFound();
    const name = file as keyof typeof libraryFiles;
    const headers = { "content-type": libraryFiles[name], "cache-control": "private, max-age=3600" };
    const packed = await packedFile(name);
    if (/\bgzip\b/.test(c.req.header("accept-encoding") ?? ""))
      return c.body(packed, 200, { ...headers, "content-encoding": "gzip", vary: "Accept-Encoding" });
    return c.body(await plainFile(name), 200, { ...headers, vary: "Accept-Encoding" });
  });

const packed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** The compressed file, made once per process at its first use. */
function packedFile(name: keyof typeof libraryFiles): Promise<Uint8Array<ArrayBuffer>> {
  const known = packed.get(name);
  if (known) return known;
  const made = plainFile(name).then(async (bytes) => new Uint8Array(await promisify(gzip)(bytes)));
  packed.set(name, made);
  made.catch(() => packed.delete(name));
  return made;
}

const plainFile = async (name: keyof typeof libraryFiles): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await readFile(join(process.cwd(), library, name)));
