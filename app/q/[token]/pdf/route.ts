import { quotePdfResponse } from "@/app/_components/quote-pdf-response";
import { openPublicQuote, type TokenParams } from "../open-public-quote";

/** The same PDF as the payer's, for everybody who has the link. */
export async function GET(_request: Request, { params }: { params: TokenParams }) {
  const { document, now } = await openPublicQuote((await params).token);
  return quotePdfResponse(document, now);
}
