import { z } from "zod";

/** Where a browser is sent afterwards: a site with https, or something on the reader's own machine. */
export const returnAddress = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => isReturnAddress(text), { params: { rule: "return_address" } });

function isReturnAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username } = new URL(text);
  if (username !== "") return false;
  return (
    protocol === "https:" || (protocol === "http:" && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname))
  );
}
