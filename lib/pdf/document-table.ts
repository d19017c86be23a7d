import type { DocumentTable, DocumentText } from "@/lib/i18n/document-text";
import type { LineCells } from "@/lib/i18n/pricing";
import { frame, inks } from "./page-layout";
import { keepTogether, type Pdf } from "./pages";

const pad = 6;
const columns = [
  { cell: "item", width: frame.width - 270, align: "left" },
  { cell: "quantity", width: 90, align: "right" },
  { cell: "unitPrice", width: 90, align: "right" },
  { cell: "amount", width: 90, align: "right" },
] as const satisfies { cell: keyof LineCells; width: number; align: "left" | "right" }[];

/**
 * One table of the document: lines with quantity × unit price = amount, then its sums. Each page repeats the
 * headings.
 */
export function drawTable(pdf: Pdf, { heads, nothing }: DocumentText, table: DocumentTable): void {
  keepTogether(pdf, 110);
  pdf.font("bold").fontSize(10.5).fillColor(inks.text);
  pdf.text(table.title, frame.left, pdf.y + 14, { width: frame.width });
  pdf.y += 5;
  drawHeads(pdf, heads);
  for (const row of table.rows) {
    const height = heightOf(pdf, row);
    if (keepTogether(pdf, height)) drawHeads(pdf, heads);
    drawCells(pdf, row, height);
  }
  if (table.rows.length === 0) drawCells(pdf, { item: nothing, quantity: "", unitPrice: "", amount: "" }, 20);
  for (const sum of table.sums) {
    keepTogether(pdf, 24);
    const isTotal = sum.weight === "total";
    const size = sum.weight === "part" ? 8.5 : isTotal ? 11 : 9.5;
    const height = isTotal ? 24 : 19;
    const y = pdf.y;
    if (isTotal) {
      pdf.moveTo(frame.left, y).lineTo(frame.right, y).lineWidth(0.8).stroke(inks.text);
      pdf
        .moveTo(frame.left, y + height)
        .lineTo(frame.right, y + height)
        .lineWidth(0.8)
        .stroke(inks.text);
    }
    pdf.font(isTotal ? "bold" : "regular").fontSize(size);
    pdf.fillColor(sum.weight === "part" ? inks.quiet : inks.text);
    const textY = y + (height - size) / 2 - 0.5;
    pdf.text(sum.label, frame.left + pad, textY, { width: frame.width - 130, align: "right" });
    pdf.text(sum.value, frame.right - 112, textY, { width: 112 - pad, align: "right" });
    pdf.x = frame.left;
    pdf.y = y + height;
  }
}

function drawHeads(pdf: Pdf, heads: LineCells): void {
  pdf.rect(frame.left, pdf.y, frame.width, 20).fill(inks.wash);
  pdf.font("bold").fillColor(inks.quiet);
  drawCells(pdf, heads, 20, "bold");
}

function drawCells(pdf: Pdf, row: LineCells, height: number, font = "regular"): void {
  const y = pdf.y;
  let x: number = frame.left;
  pdf.font(font).fontSize(9).fillColor(inks.text);
  for (const { cell, width, align } of columns) {
    pdf.text(row[cell], x + pad, y + 5.5, { width: width - 2 * pad, align, lineGap: 1.5 });
    x += width;
  }
  pdf
    .moveTo(frame.left, y + height)
    .lineTo(frame.right, y + height)
    .lineWidth(0.5)
    .stroke(inks.line);
  pdf.x = frame.left;
  pdf.y = y + height;
}

function heightOf(pdf: Pdf, row: LineCells): number {
  pdf.font("regular").fontSize(9);
  const heights = columns.map(({ cell, width }) =>
    pdf.heightOfString(row[cell] || " ", { width: width - 2 * pad, lineGap: 1.5 }),
  );
  return Math.max(...heights) + 10;
}
