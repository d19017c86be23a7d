/**
 * Asks next-auth for something (`signin/email`, `callback/demo`, `signin/oidc`) and answers where it wants the browser
 * to go; `error` is its word for what went wrong, as in `?error=`.
 */
export async function askNextAuth(
  what: string,
  fields: Record<string, string>,
): Promise<{ url: string; error: string | null }> {
  try {
    const { csrfToken } = await (await fetch("/api/auth/csrf", { cache: "no-store" })).json();
    const answer = await fetch(`/api/auth/${what}`, {
      method: "POST",
      body: new URLSearchParams({ ...fields, csrfToken, json: "true" }),
    });
    const { url } = (await answer.json()) as { url?: string };
    const error = new URL(url ?? "", window.location.origin).searchParams.get("error");
    return { url: url ?? "/", error: error ?? (answer.ok ? null : "Default") };
  } catch {
    return { url: "/", error: "Default" };
  }
}
