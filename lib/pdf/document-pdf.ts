import PDFDocument from "pdfkit";
import type { DocumentFact, DocumentText } from "@/lib/i18n/document-text";
import { pageText } from "@/lib/i18n/document-words";
import { drawTable } from "./document-table";
import { documentFonts } from "./fonts";
import { frame, inks, sheet } from "./page-layout";
import { keepTogether, type Pdf } from "./pages";

/**
 * A document as A4 pages, as a stream of bytes, with the same words and amounts as its page. `at` dates the
 * file.
 */
export async function documentPdf(
  document: DocumentText,
  at: Date,
  logo: Buffer | null,
): Promise<ReadableStream<Uint8Array>> {
  const fonts = await documentFonts();
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: sheet.margin, left: sheet.margin, right: sheet.margin, bottom: 0 },
    // Pages are counted at the end, so they are kept until then.
    bufferPages: true,
    font: null as unknown as string,
    lang: document.language,
    displayTitle: true,
    info: {
      Title: document.fileName,
      Author: document.issuer.name,
      Subject: document.title,
      CreationDate: at,
      ModDate: at,
    },
  });
  pdf.registerFont("regular", fonts.regular);
  pdf.registerFont("bold", fonts.bold);
  const bytes = toWebStream(pdf);
  draw(pdf, document, logo);
  pdf.end();
  return bytes;
}

function draw(pdf: Pdf, document: DocumentText, logo: Buffer | null): void {
  drawHead(pdf, document, logo);
  drawAmount(pdf, document);
  drawFacts(pdf, document.conditions, labelWidthOf(pdf, document.conditions));
  for (const table of document.tables) drawTable(pdf, document, table);
  drawEnd(pdf, document);
  const { count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(index);
    pdf
      .font("regular")
      .fontSize(8)
      .fillColor(inks.quiet)
      .text(pageText(document.language, index + 1, count), frame.left, frame.bottom + 10, {
        width: frame.width,
        align: "center",
        lineBreak: false,
      });
  }
}

const logoHeight = 40;

/** The receiver at the left; number, date and seller at the right. */
function drawHead(pdf: Pdf, document: DocumentText, logo: Buffer | null): void {
  pdf.font("bold").fontSize(20).fillColor(inks.text);
  const title = document.isDraft ? `${document.title}（${document.draftMark}）` : document.title;
  pdf.text(
    document.language === "ja" ? title : title.replace("（", " (").replace("）", ")"),
    frame.left,
    frame.top,
    {
      width: frame.width,
      align: "center",
      characterSpacing: document.language === "ja" ? 4 : 0,
    },
  );
  const top = pdf.y + 22;
  const half = frame.width / 2 - 10;
  const right = frame.right - half;

  pdf.font("bold").fontSize(13).text(document.recipient, frame.left, top, { width: half });
  const underline = pdf.y + 3;
  pdf
    .moveTo(frame.left, underline)
    .lineTo(frame.left + half, underline)
    .lineWidth(0.8)
    .stroke(inks.text);
  const leftEnd = underline;

  pdf.fontSize(9);
  let y = top;
  for (const { label, value } of document.references) {
    pdf
      .font("regular")
      .fillColor(inks.quiet)
      .text(label, right, y, { width: half / 2, align: "right" });
    pdf.fillColor(inks.text).text(value, right + half / 2 + 8, y, { width: half / 2 - 8, align: "right" });
    y = pdf.y + 3;
  }
  y += 8;
  if (logo) {
    pdf.image(logo, right, y, { fit: [half, logoHeight], align: "right" });
    y += logoHeight + 6;
  }
  pdf.font("bold").fontSize(10.5).text(document.issuer.name, right, y, { width: half, align: "right" });
  pdf.font("regular").fontSize(9);
  for (const line of document.issuer.lines) pdf.text(line, right, pdf.y + 2, { width: half, align: "right" });

  pdf.y = Math.max(pdf.y, leftEnd) + 18;
  pdf.fontSize(9.5).text(document.greeting, frame.left, pdf.y, { width: frame.width, lineGap: 3 });
}

function drawAmount(pdf: Pdf, { amount }: DocumentText): void {
  const top = pdf.y + 12;
  const height = 34;
  pdf.rect(frame.left, top, frame.width, height).fill(inks.wash);
  const middle = top + 11;
  pdf
    .font("bold")
    .fontSize(11)
    .fillColor(inks.text)
    .text(amount.label, frame.left + 14, middle, { lineBreak: false });
  const valueAt = frame.left + 14 + pdf.widthOfString(amount.label) + 20;
  pdf.fontSize(16).text(amount.value, valueAt, top + 8, { lineBreak: false });
  const behind = valueAt + pdf.widthOfString(amount.value) + 10;
  pdf
    .font("regular")
    .fontSize(9.5)
    .fillColor(inks.quiet)
    .text(amount.note, behind, middle + 2, { lineBreak: false });
  pdf.x = frame.left;
  pdf.y = top + height + 12;
}

/** As wide as the longest label, within bounds: longer ones are broken. */
function labelWidthOf(pdf: Pdf, facts: readonly DocumentFact[]): number {
  pdf.font("regular").fontSize(9.5);
  const widest = Math.max(0, ...facts.map(({ label }) => pdf.widthOfString(label)));
  return Math.min(Math.max(widest + 16, 100), frame.width * 0.4);
}

function drawFacts(pdf: Pdf, facts: readonly DocumentFact[], labelWidth: number): void {
  pdf.font("regular").fontSize(9.5);
  for (const { label, value } of facts) {
    const height = Math.max(
      pdf.heightOfString(label, { width: labelWidth - 8 }),
      pdf.heightOfString(value, { width: frame.width - labelWidth, lineGap: 2 }),
    );
    keepTogether(pdf, height);
    const y = pdf.y;
    pdf.fillColor(inks.quiet).text(label, frame.left, y, { width: labelWidth - 8 });
    const below = pdf.y;
    pdf
      .fillColor(inks.text)
      .text(value, frame.left + labelWidth, y, { width: frame.width - labelWidth, lineGap: 2 });
    pdf.y = Math.max(pdf.y, below) + 4;
  }
  pdf.x = frame.left;
}

function drawEnd(pdf: Pdf, { outlook, remarks, agreed, terms }: DocumentText): void {
  keepTogether(pdf, 40);
  if (outlook) drawOutlook(pdf, outlook);
  pdf.font("regular").fontSize(8.5).fillColor(inks.quiet);
  if (remarks.length > 0) pdf.y += 8;
  for (const remark of remarks) pdf.text(remark, frame.left, pdf.y + 2, { width: frame.width, lineGap: 2 });
  if (agreed) {
    drawTitle(pdf, agreed.title);
    drawFacts(pdf, agreed.facts, frame.width * 0.4);
  }
  if (!terms) return;
  drawTitle(pdf, terms.title);
  pdf.font("regular").fontSize(9.5);
  for (const line of terms.text.split("\n")) {
    keepTogether(pdf, pdf.heightOfString(line || " ", { width: frame.width, lineGap: 3 }));
    pdf.text(line || " ", frame.left, pdf.y + 2, { width: frame.width, lineGap: 3 });
  }
}

function drawOutlook(pdf: Pdf, { label, value }: DocumentFact): void {
  pdf.font("regular").fontSize(9.5).fillColor(inks.quiet);
  const y = pdf.y + 12;
  pdf.text(label, frame.left + 6, y, { width: frame.width - 130, align: "right" });
  pdf
    .font("bold")
    .fillColor(inks.text)
    .text(value, frame.right - 120, y, { width: 114, align: "right" });
}

function drawTitle(pdf: Pdf, title: string): void {
  keepTogether(pdf, 60);
  pdf
    .font("bold")
    .fontSize(10)
    .fillColor(inks.text)
    .text(title, frame.left, pdf.y + 16);
  pdf.y += 4;
}

function toWebStream(pdf: Pdf): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      pdf.on("data", (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      pdf.on("end", () => controller.close());
      pdf.on("error", (error: Error) => controller.error(error));
    },
  });
}
