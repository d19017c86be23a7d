import PDFDocument from "pdfkit";
import { pageText, type QuoteText, type QuoteTextFact } from "@/lib/i18n/quotes/quote-text";
import { quoteFonts } from "./fonts";
import { frame, inks, sheet } from "./page-layout";
import { keepTogether, type Pdf } from "./pages";
import { drawTable } from "./quote-table";

/**
 * A quote as A4 pages, as a stream of bytes, with the same words and amounts as its page. `at` dates the
 * file.
 */
export async function quotePdf(
  quote: QuoteText,
  at: Date,
  logo: Buffer | null,
): Promise<ReadableStream<Uint8Array>> {
  const fonts = await quoteFonts();
  const pdf = new PDFDocument({
    size: "A4",
    margins: { top: sheet.margin, left: sheet.margin, right: sheet.margin, bottom: 0 },
    // Pages are counted at the end, so they are kept until then.
    bufferPages: true,
    font: null as unknown as string,
    lang: quote.language,
    displayTitle: true,
    info: {
      Title: quote.fileName,
      Author: quote.issuer.name,
      Subject: quote.title,
      CreationDate: at,
      ModDate: at,
    },
  });
  pdf.registerFont("regular", fonts.regular);
  pdf.registerFont("bold", fonts.bold);
  const bytes = toWebStream(pdf);
  draw(pdf, quote, logo);
  pdf.end();
  return bytes;
}

function draw(pdf: Pdf, quote: QuoteText, logo: Buffer | null): void {
  drawHead(pdf, quote, logo);
  drawAmount(pdf, quote);
  drawFacts(pdf, quote.conditions, 100);
  for (const table of quote.tables) drawTable(pdf, quote, table);
  drawEnd(pdf, quote);
  const { count } = pdf.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    pdf.switchToPage(index);
    pdf
      .font("regular")
      .fontSize(8)
      .fillColor(inks.quiet)
      .text(pageText(quote.language, index + 1, count), frame.left, frame.bottom + 10, {
        width: frame.width,
        align: "center",
        lineBreak: false,
      });
  }
}

const logoHeight = 40;

/** The receiver at the left; number, date and seller at the right. */
function drawHead(pdf: Pdf, quote: QuoteText, logo: Buffer | null): void {
  pdf.font("bold").fontSize(20).fillColor(inks.text);
  const title = quote.isDraft ? `${quote.title}（${quote.draftMark}）` : quote.title;
  pdf.text(
    quote.language === "ja" ? title : title.replace("（", " (").replace("）", ")"),
    frame.left,
    frame.top,
    {
      width: frame.width,
      align: "center",
      characterSpacing: quote.language === "ja" ? 4 : 0,
    },
  );
  const top = pdf.y + 22;
  const half = frame.width / 2 - 10;
  const right = frame.right - half;

  pdf.font("bold").fontSize(13).text(quote.recipient, frame.left, top, { width: half });
  const underline = pdf.y + 3;
  pdf
    .moveTo(frame.left, underline)
    .lineTo(frame.left + half, underline)
    .lineWidth(0.8)
    .stroke(inks.text);
  const leftEnd = underline;

  pdf.fontSize(9);
  let y = top;
  for (const { label, value } of quote.references) {
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
  pdf.font("bold").fontSize(10.5).text(quote.issuer.name, right, y, { width: half, align: "right" });
  pdf.font("regular").fontSize(9);
  for (const line of quote.issuer.lines) pdf.text(line, right, pdf.y + 2, { width: half, align: "right" });

  pdf.y = Math.max(pdf.y, leftEnd) + 18;
  pdf.fontSize(9.5).text(quote.greeting, frame.left, pdf.y, { width: frame.width, lineGap: 3 });
}

function drawAmount(pdf: Pdf, { amount }: QuoteText): void {
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

function drawFacts(pdf: Pdf, facts: readonly QuoteTextFact[], labelWidth: number): void {
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

function drawEnd(pdf: Pdf, { firstYear, remarks, agreed, terms }: QuoteText): void {
  keepTogether(pdf, 40);
  pdf.font("regular").fontSize(9.5).fillColor(inks.quiet);
  const y = pdf.y + 12;
  pdf.text(firstYear.label, frame.left + 6, y, { width: frame.width - 130, align: "right" });
  pdf
    .font("bold")
    .fillColor(inks.text)
    .text(firstYear.value, frame.right - 120, y, { width: 114, align: "right" });
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
