import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { proxy } from "@/proxy";

async function policyOf(headers: Record<string, string> = {}) {
  const response = await proxy(new NextRequest("http://choba.test/t/acme/billing", { headers }));
  return { policy: response.headers.get("content-security-policy") ?? "", response };
}

const directive = (policy: string, name: string) =>
  policy.split("; ").find((part) => part.startsWith(`${name} `));

describe("the content security policy of a page", () => {
  test("lets only scripts and style tags with this request's nonce in", async () => {
    const { policy } = await policyOf();
    expect(directive(policy, "script-src")).toMatch(
      /^script-src 'self' 'nonce-[\w+/]{22}==' 'strict-dynamic'$/,
    );
    expect(directive(policy, "style-src")).toMatch(/^style-src 'self' 'nonce-[\w+/]{22}=='$/);
  });

  test("has a nonce that nobody can guess from the last one, nor choose", async () => {
    const nonces = await Promise.all(
      Array.from({ length: 50 }, async () => /'nonce-([^']+)'/.exec((await policyOf()).policy)?.[1]),
    );
    expect(new Set(nonces).size).toBe(50);
    const { policy, response } = await policyOf({
      "x-nonce": "chosen",
      "content-security-policy": "default-src *",
    });
    expect(policy).not.toContain("chosen");
    expect(response.headers.get("x-middleware-request-x-nonce")).toBe(/'nonce-([^']+)'/.exec(policy)?.[1]);
    expect(response.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
  });

  test("keeps forms, requests and frames to our own origin", async () => {
    const { policy } = await policyOf();
    for (const [name, value] of Object.entries({
      "default-src": "'self'",
      "connect-src": "'self'",
      "form-action": "'self'",
      "frame-ancestors": "'none'",
      "object-src": "'none'",
      "base-uri": "'none'",
    }))
      expect(directive(policy, name)).toBe(`${name} ${value}`);
  });

  test("asks for https only where the page came over https", async () => {
    expect((await policyOf()).policy).not.toContain("upgrade-insecure-requests");
    expect((await policyOf({ "x-forwarded-proto": "https" })).policy).toContain("upgrade-insecure-requests");
  });
});
