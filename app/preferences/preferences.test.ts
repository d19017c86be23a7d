import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { POST } from "./route";

function send(
  fields: Record<string, string>,
  headers: Record<string, string> = { "sec-fetch-site": "same-origin" },
) {
  return POST(
    new NextRequest("http://choba.test/preferences", {
      method: "POST",
      body: new URLSearchParams(fields),
      headers,
    }),
  );
}

test("a language and a theme are kept in a cookie that scripts cannot read", async () => {
  const response = await send({ locale: "ja", theme: "dark" });
  expect(response.status).toBe(204);
  const cookies = response.headers.getSetCookie();
  expect(cookies).toHaveLength(2);
  expect(cookies[0]).toMatch(/^choba_locale=ja;.*HttpOnly; SameSite=lax$/i);
  expect(cookies[1]).toMatch(/^choba_theme=dark;/);
});

test("going back to the system's theme forgets the choice", async () => {
  expect((await send({ theme: "system" })).headers.getSetCookie()[0]).toMatch(
    /^choba_theme=;.*(Expires=Thu, 01 Jan 1970|Max-Age=0)/i,
  );
});

test("cookies are marked secure behind https", async () => {
  const response = await send(
    { locale: "en" },
    { "sec-fetch-site": "same-origin", "x-forwarded-proto": "https" },
  );
  expect(response.headers.getSetCookie()[0]).toMatch(/Secure/);
});

test("another site, a sibling host and a caller who says nothing change nothing", async () => {
  for (const headers of [
    { "sec-fetch-site": "cross-site", origin: "http://choba.test", host: "choba.test" },
    { "sec-fetch-site": "same-site" },
    { origin: "http://evil.test", host: "choba.test" },
    { origin: "null", host: "choba.test" },
    {},
  ] as Record<string, string>[]) {
    const response = await send({ locale: "ja" }, headers);
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie()).toEqual([]);
  }
});

test("a browser without Sec-Fetch-Site is known by its Origin", async () => {
  expect((await send({ locale: "ja" }, { origin: "http://choba.test", host: "choba.test" })).status).toBe(
    204,
  );
});

test("values that do not exist are refused", async () => {
  expect((await send({ locale: "xx" })).status).toBe(422);
  expect((await send({ theme: "ja" })).status).toBe(422);
});

test("a form without script goes back to a path of ours and nowhere else", async () => {
  const back = (path: string) => send({ locale: "ja", back: path });
  expect((await back("/t/acme/billing?x=1")).headers.get("location")).toBe("/t/acme/billing?x=1");
  for (const elsewhere of ["https://evil.test/", "//evil.test", "/\\evil.test", "javascript:alert(1)"])
    expect((await back(elsewhere)).headers.get("location")).toBeNull();
});
