import { contextOf, currentPerson } from "@/lib/auth/session";
import { readLogo } from "@/lib/features/foundation/seller/logo";
import { refusalStatus } from "@/lib/http/status";

/** The logo as it stands on documents now. */
export async function GET() {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const logo = await readLogo(await contextOf(person), {});
  if (!logo.ok || !logo.value) return new Response(null, { status: refusalStatus.not_found });
  return new Response(new Uint8Array(logo.value.bytes), {
    headers: {
      "content-type": logo.value.contentType,
      "x-content-type-options": "nosniff",
      "cache-control": "private, max-age=31536000, immutable",
    },
  });
}
