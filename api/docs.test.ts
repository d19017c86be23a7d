import { gunzipSync } from "node:zlib";
import { lintFromString, loadConfig } from "@redocly/openapi-core";
import { describe, expect, test } from "vitest";
import { GET as page } from "@/app/api/docs/[[...file]]/route";
import { GET as document } from "@/app/api/openapi.json/route";
import { type Document, exampleOf, operationsOf } from "@/tests/support/openapi-operations";
import { createApi } from "./app";
import { isOwnWrite } from "./own-resources";

const origin = "http://choba.test";
const api = createApi();

const described = (await (await api.request("/api/openapi.json")).json()) as Document;
const operations = operationsOf(described);

test("the description passes the kept linter's recommended rules", async () => {
  const config = await loadConfig({ configPath: "redocly.yaml" });
  const problems = await lintFromString({ source: JSON.stringify(described), config });
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
});

test("every operation has a name of its own, an example, and says how it refuses", () => {
  const names = operations.map(({ operationId }) => operationId);
  for (const name of names) expect(name).toMatch(/^[a-z]+[A-Z][A-Za-z]+$/);
  expect(new Set(names).size).toBe(names.length);
  for (const { name, responses } of operations) {
    const [success] = Object.entries(responses).filter(([status]) => status.startsWith("2"));
    // Some have no body, and one is a PDF.
    const isEmpty = !success?.[1].content?.["application/json"];
    expect(isEmpty || exampleOf(described, success[1].content ?? {}), name).toBeTruthy();
    for (const [status, { content }] of Object.entries(responses))
      if (!status.startsWith("2"))
        expect(content?.["application/json"]?.schema, `${name} ${status}`).toBeDefined();
  }
});

test("every write of our own takes an Idempotency-Key, and no write of a dialect is told to", () => {
  const taking = operations.filter(({ description, parameters }) =>
    JSON.stringify([description, parameters]).includes("idempotency_mismatch"),
  );
  const own = operations.filter(({ method, path }) => isOwnWrite(method, path));
  expect(own.length).toBeGreaterThan(10);
  expect(taking.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
});

test("the changelog of the API is served beside it", async () => {
  const { status, headers } = await api.request("/api/docs/changelog");
  expect({ status, type: headers.get("content-type") }).toEqual({
    status: 200,
    type: "text/plain; charset=utf-8",
  });
});

describe.each([
  ["the API", (path: string, headers = {}) => api.request(`${origin}${path}`, { headers })],
  [
    "Next's routes",
    (path: string, headers = {}) =>
      (path.endsWith(".json") ? document : page)(new Request(`${origin}${path}`, { headers })),
  ],
] as const)("by %s", (_, get) => {
  test("the page runs and loads only files of this host, and each of them exists", async () => {
    const response = await get("/api/docs");
    expect(response.status).toBe(200);
    const html = await response.text();
    const files = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address = ""]) => address);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) expect(file).toMatch(/^\/(api\/|icon\.svg)/);
    for (const [, attributes] of html.matchAll(/<script([^>]*)>/g)) expect(attributes).toContain("src=");
    expect(html).not.toMatch(/<style|\son\w+=|style=/);
    for (const file of files.filter((name) => name.startsWith("/api/docs/"))) {
      const served = await get(file);
      expect(served.status).toBe(200);
      const type = file.endsWith(".css") ? "text/css" : "text/javascript";
      expect(served.headers.get("content-type")).toContain(type);
      expect((await served.text()).length).toBeGreaterThan(50);
    }
  });

  test("its policy allows nothing else, and forbids frames", async () => {
    const policy = (await get("/api/docs")).headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe|https?:|\*/);
  });

  test("the large file is sent compressed to clients that accept it, with the same content; no other file of the disk is served", async () => {
    const file = "/api/docs/swagger-ui-bundle.js";
    const plain = Buffer.from(await (await get(file)).arrayBuffer());
    const packed = await get(file, { "accept-encoding": "gzip, br" });
    expect(packed.headers.get("content-encoding")).toBe("gzip");
    expect(packed.headers.get("cache-control")).toContain("max-age");
    const bytes = Buffer.from(await packed.arrayBuffer());
    expect(bytes.length).toBeLessThan(plain.length / 2);
    expect(gunzipSync(bytes).equals(plain)).toBe(true);
    for (const other of ["package.json", "..%2F..%2Fpackage.json", "constructor", "swagger-ui.js"])
      expect((await get(`/api/docs/${other}`)).status).toBe(404);
  });

  test("the document is served too", async () => {
    const response = await get("/api/openapi.json");
    expect(await response.json()).toMatchObject({ openapi: "3.1.0" });
  });
});
