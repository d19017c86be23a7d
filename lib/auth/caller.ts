import type { Caller } from "@/lib/features/people/sign-in/sessions";
import { namedAddress } from "@/lib/http/named-caller";

/** From where a request comes, by its headers. */
export const callerOf = (headers: Headers): Caller => ({
  address: namedAddress(headers),
  userAgent: headers.get("user-agent") ?? "",
});
