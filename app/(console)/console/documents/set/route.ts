import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { contextOf, currentPerson } from "@/lib/auth/session";
import { csvFile } from "@/lib/csv/csv-file";
import { minorToMajor } from "@/lib/domain/money/major-units";
import {
  type FoundDocument,
  listDocumentSet,
  mostInSet,
} from "@/lib/features/console/documents/find-documents";
import { readDocument } from "@/lib/features/console/documents/read-document";
import type { Context } from "@/lib/features/foundation/context/context";
import { refusalStatus } from "@/lib/http/status";
import { type ZipEntry, zipStream } from "@/lib/http/zip-stream";
import { queryOf, readSearch } from "../document-params";

/** All documents that the search finds as one zip file, with a list of them, sent while it is read. */
export async function GET(request: NextRequest) {
  const person = await currentPerson();
  if (!person) return new Response(null, { status: refusalStatus.unauthenticated });
  const ctx = await contextOf(person);
  const { query, wrong } = queryOf(readSearch(Object.fromEntries(request.nextUrl.searchParams)));
  const t = await getTranslations("documentArchive");
  // A set that is larger than what was asked for must not look like it.
  if (wrong.length > 0) {
    const names = wrong.map((name) => t(`fields.${name}`)).join(", ");
    return new Response(t("wrong", { names }), { status: refusalStatus.invalid_input });
  }
  const found = await listDocumentSet(ctx, query);
  if (!found.ok)
    return found.refusal.code === "invalid_input"
      ? new Response(t("tooMany", { maximum: mostInSet }), { status: refusalStatus.invalid_input })
      : new Response(null, { status: refusalStatus.not_found });
  return new Response(zipStream(entriesOf(ctx, found.value, await listOf(found.value))), {
    headers: {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="documents-${ctx.now.toISOString().slice(0, 10)}.zip"`,
      "cache-control": "no-store",
    },
  });
}

async function* entriesOf(ctx: Context, found: FoundDocument[], list: string): AsyncGenerator<ZipEntry> {
  yield { name: "index.csv", bytes: new TextEncoder().encode(list) };
  for (const { id, state } of found) {
    if (state !== "kept") continue;
    const file = await readDocument(ctx, { id });
    if (file.ok) yield { name: file.value.name, bytes: file.value.bytes };
  }
}

async function listOf(found: FoundDocument[]): Promise<string> {
  const t = await getTranslations("documentArchive");
  const head = ["issuedOn", "kind", "number", "payer", "currency", "amount", "state", "hash", "id"] as const;
  return csvFile([
    head.map((name) => t(`columns.${name}`)),
    ...found.map((row) => [
      row.issuedOn,
      t(`kinds.${row.kind}`),
      row.number,
      row.payerName,
      row.currency,
      minorToMajor(row.amountMinor, row.currency) ?? "",
      t(`states.${row.state}`),
      row.contentHash ?? "",
      row.id,
    ]),
  ]);
}
