import { documentResponse } from "@/app/_components/document-response";
import { asPerson } from "@/lib/auth/guard";
import { readDocument } from "@/lib/features/console/documents/read-document";

type Props = { params: Promise<{ document: string }> };

/** A document of any tenant, as it was kept. */
export async function GET(_request: Request, { params }: Props) {
  const { document } = await params;
  return documentResponse(await asPerson((ctx) => readDocument(ctx, { id: document as "doc_" })));
}
