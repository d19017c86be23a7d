import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { describe, expect, test } from "vitest";
import { GET, POST } from "@/app/api/auth/[...nextauth]/route";
import { findSession } from "@/lib/features/people/sign-in/sessions";
import { findPerson } from "@/lib/features/people/tenants/queries";
import { makeUser } from "@/tests/support/factories";
import { useDatabase } from "@/tests/support/use-database";
import { authOptions } from "./options";
import { linkTarget, newSignInLink, readSignInLink, type SignInLink } from "./sign-in-link";

useDatabase();

const caller = { address: "198.51.100.1", userAgent: "A browser" };
const browser = "the browser that asked";

async function askForLink(): Promise<SignInLink> {
  const person = await findPerson({ id: await makeUser("support") });
  const page = new URL(await newSignInLink(person?.email ?? "", "/console", browser), "http://choba.test");
  const asked = (name: string) => page.searchParams.get(name) ?? "";
  return { email: asked("email"), token: asked("token"), callbackUrl: asked("callbackUrl") };
}

/** What next-auth answers. */
async function answerOf(method: "GET" | "POST", nextauth: string[], given: Record<string, string> = {}) {
  const headers: Record<string, string | string[]> = {};
  const response = {
    getHeader: (name: string) => headers[name],
    setHeader(name: string, value: string | string[]) {
      headers[name] = value;
      return response;
    },
    status: () => response,
    end: () => {},
  };
  const request = { query: { nextauth, ...given }, method, headers: {}, cookies: {}, body: {} };
  const answer: (request: object, response: object) => Promise<unknown> = NextAuth(authOptions({ caller }));
  await answer(request, response);
  const cookies = [headers["Set-Cookie"] ?? []].flat();
  const [, session] = /session-token=([^;]+)/.exec(cookies.join("\n")) ?? [];
  return { location: String(headers.Location), session: session ?? null };
}

/** The page's button. */
const press = (link: SignInLink) => answerOf("POST", ["callback", "email"], link);

const routeOf = { params: Promise.resolve({ nextauth: ["callback", "email"] }) };
const requestFor = (link: SignInLink, init?: { method: string; headers: Record<string, string> }) =>
  new NextRequest(`http://choba.test${linkTarget(link)}`, init);

test("opened twice by a program that looks for harm it is as it was; pressed, it signs in, once", async () => {
  const link = await askForLink();
  for (const _ of [1, 2]) {
    const opened = await GET(requestFor(link), routeOf);
    expect(opened.status).toBe(303);
    expect(opened.headers.get("location")).toContain("/sign-in/link?");
    expect(await readSignInLink(link, browser)).toEqual({ state: "ready", isSameBrowser: true });
  }
  const pressed = await press(link);
  expect(pressed.location).toMatch(/\/console$/);
  expect((await findSession(pressed.session ?? ""))?.person.email).toBe(link.email);

  expect(await readSignInLink(link, browser)).toMatchObject({ state: "used" });
  expect(await press(link)).toEqual({
    location: expect.stringContaining("error=Verification"),
    session: null,
  });
});

test("a form of another site uses no link up", async () => {
  const link = await askForLink();
  const foreign: Record<string, string>[] = [
    { "sec-fetch-site": "cross-site" },
    { origin: "https://evil.example" },
    {},
  ];
  for (const headers of foreign) {
    const answer = await POST(requestFor(link, { method: "POST", headers }), routeOf);
    expect(answer.headers.get("location")).toContain("/sign-in/link?");
  }
  expect(await readSignInLink(link, browser)).toMatchObject({ state: "ready" });
});

describe("the page of a link", () => {
  test("knows the browser that asked for it from others", async () => {
    const link = await askForLink();
    for (const other of [undefined, "another browser"])
      expect(await readSignInLink(link, other)).toEqual({ state: "ready", isSameBrowser: false });
  });

  test("tells a link that never was from one that was used", async () => {
    const link = await askForLink();
    for (const wrong of [{ token: "x" }, { email: "else@example.com" }, { token: "", email: "" }])
      expect(await readSignInLink({ ...link, ...wrong }, browser)).toMatchObject({ state: "unknown" });
  });
});

test("next-auth shows no page of its own: each of them is one of ours", async () => {
  const ours = { signin: "/sign-in", signout: "/sessions", error: "/sign-in", "verify-request": "/sign-in" };
  for (const [page, expected] of Object.entries(ours))
    expect(new URL((await answerOf("GET", [page])).location, "http://choba.test").pathname).toBe(expected);
});
