import type { ReactNode } from "react";
import { cx } from "@/components/ui/cx";
import { SumRow, Table, Td, Th } from "@/components/ui/table";
import type { DocumentFact, DocumentSum, DocumentTable, DocumentText } from "@/lib/i18n/document-text";
import type { LineCells } from "@/lib/i18n/pricing";

/** A quote document, in the quote's language and not the reader's. */
export function QuoteDocumentView({ document }: { document: DocumentText }) {
  const { recipient, references, issuer, amount, conditions, tables, outlook, remarks, agreed, terms } =
    document;
  return (
    <article
      data-paper=""
      lang={document.language}
      aria-label={document.fileName}
      className="rounded-lg border bg-surface px-5 py-7 shadow-card sm:px-10 sm:py-10"
    >
      <h2 className="mb-7 text-center font-semibold text-2xl">
        {document.title}
        {document.isDraft && (
          <span className="font-normal text-ink-quiet text-lg"> – {document.draftMark}</span>
        )}
      </h2>
      <div className="flex flex-wrap justify-between gap-x-10 gap-y-5">
        <p className="min-w-0 flex-[1_1_16rem] self-start border-ink border-b pb-1 font-semibold text-lg [overflow-wrap:anywhere]">
          {recipient}
        </p>
        <div className="min-w-0 sm:text-right">
          <dl className="mb-3 text-sm">
            {references.map(({ label, value }) => (
              <div key={label} className="flex gap-4 sm:justify-end">
                <dt className="text-ink-quiet">{label}</dt>
                <dd className="figures">{value}</dd>
              </div>
            ))}
          </dl>
          {issuer.logoHash && (
            // biome-ignore lint/performance/noImgElement: it comes from the database, in its own size
            <img
              src={`/q/logo/${issuer.logoHash}`}
              alt=""
              className="mb-2 max-h-12 max-w-48 rounded-sm bg-white object-contain sm:ml-auto"
            />
          )}
          <p className="font-semibold">{issuer.name}</p>
          {issuer.lines.map((line) => (
            <p key={line} className="text-ink-soft text-sm [overflow-wrap:anywhere]">
              {line}
            </p>
          ))}
        </div>
      </div>
      <p className="mt-6 text-ink-soft">{document.greeting}</p>
      <p className="mt-4 flex flex-wrap items-baseline gap-x-4 gap-y-1 rounded-md bg-wash px-4 py-3">
        <span className="font-semibold">{amount.label}</span>
        <span className="figures font-semibold text-2xl">{amount.value}</span>
        <span className="text-ink-soft">{amount.note}</span>
      </p>
      <Facts facts={conditions} className="mt-5" />
      {tables.map((table) => (
        <InvoiceTable key={table.title} table={table} heads={document.heads} nothing={document.nothing} />
      ))}
      {outlook && (
        <p className="mt-4 flex flex-wrap justify-end gap-x-6 text-ink-soft">
          <span>{outlook.label}</span>
          <span className="figures font-semibold text-ink">{outlook.value}</span>
        </p>
      )}
      {remarks.map((remark) => (
        <p key={remark} className="mt-2 text-ink-quiet text-sm">
          {remark}
        </p>
      ))}
      {agreed && (
        <section className="mt-6 border-t pt-4">
          <h3 className="mb-2 font-semibold">{agreed.title}</h3>
          <Facts facts={agreed.facts} wide />
        </section>
      )}
      {terms && (
        <div className="mt-6 border-t pt-4">
          <h3 className="mb-1 font-semibold">{terms.title}</h3>
          <p className="whitespace-pre-line text-ink-soft [overflow-wrap:anywhere]">{terms.text}</p>
        </div>
      )}
    </article>
  );
}

/** `wide` where the names are long. */
function Facts(props: { facts: readonly DocumentFact[]; wide?: boolean; className?: string }) {
  const { facts, wide, className } = props;
  const columns = wide ? "grid-cols-[minmax(0,2fr)_minmax(0,3fr)]" : "grid-cols-[8rem_minmax(0,1fr)]";
  return (
    <dl className={cx("grid gap-y-1.5 max-sm:gap-y-2.5", className)}>
      {facts.map(({ label, value }) => (
        <div key={label} className={cx("grid gap-x-4 max-sm:grid-cols-1", columns)}>
          <dt className="text-ink-quiet">{label}</dt>
          <dd className="figures whitespace-pre-line [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function InvoiceTable(props: { table: DocumentTable; heads: LineCells; nothing: string }) {
  const { table, heads, nothing } = props;
  return (
    <section className="mt-7">
      <h3 className="mb-1.5 font-semibold">{table.title}</h3>
      <Table>
        <thead>
          <tr>
            <Th>{heads.item}</Th>
            <Th numeric className="max-sm:hidden">
              {heads.quantity}
            </Th>
            <Th numeric className="max-sm:hidden">
              {heads.unitPrice}
            </Th>
            <Th numeric>{heads.amount}</Th>
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <tr key={`${row.item} ${row.quantity}`}>
              <Td>
                {row.item}
                {row.quantity && (
                  <span className="figures block text-ink-quiet text-sm sm:hidden">
                    {row.quantity} × {row.unitPrice}
                  </span>
                )}
              </Td>
              <Td numeric className="max-sm:hidden">
                {row.quantity}
              </Td>
              <Td numeric className="max-sm:hidden">
                {row.unitPrice}
              </Td>
              <Td numeric>{row.amount}</Td>
            </tr>
          ))}
          {table.rows.length === 0 && (
            <tr>
              <Td colSpan={4} className="text-ink-soft">
                {nothing}
              </Td>
            </tr>
          )}
          {table.sums.map((sum) => (
            <SumLine key={sum.label} sum={sum} />
          ))}
        </tbody>
      </Table>
    </section>
  );
}

function SumLine({ sum: { label, value, weight } }: { sum: DocumentSum }) {
  const cells = (className?: string): ReactNode => (
    <>
      <Td className={cx("sm:hidden", className)}>{label}</Td>
      <Td colSpan={3} className={cx("text-right max-sm:hidden", className)}>
        {label}
      </Td>
      <Td numeric className={className}>
        {value}
      </Td>
    </>
  );
  if (weight === "total") return <SumRow>{cells("font-semibold")}</SumRow>;
  if (weight === "part") return <tr className="text-ink-quiet text-sm">{cells("border-b-0")}</tr>;
  return <tr>{cells()}</tr>;
}
