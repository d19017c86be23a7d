/** A page as a visitor without JavaScript gets it. Redirects are not followed. */
export interface Visit {
  status: number;
  /** The page's text with its tags. */
  html: string;
  location: string | null;
  headers: Headers;
}

export async function visit(url: string, headers: Record<string, string> = {}): Promise<Visit> {
  return seen(await fetch(url, { headers: { "Accept-Language": "en", ...headers }, redirect: "manual" }));
}

export async function submit(
  url: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Visit> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "Accept-Language": "en", ...headers },
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return seen(answer);
}

async function seen(answer: Response): Promise<Visit> {
  return {
    status: answer.status,
    html: await answer.text(),
    location: answer.headers.get("Location"),
    headers: answer.headers,
  };
}

/** The fields of the card form, filled in. */
export const typedCard = (number: string): Record<string, string> => ({
  number,
  expiry: "12 / 40",
  cvc: "123",
  name: "Hanako Yamada",
});
