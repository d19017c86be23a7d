import { readFile } from "node:fs/promises";
import path from "node:path";
import PDFDocument from "pdfkit";

/** What a printed document shows, from top to bottom. */
export interface Printed {
  title: string;
  /** Label and value, such as number and date. */
  facts: [label: string, value: string][];
  /** What is charged or credited, with its amount. */
  lines: [text: string, amount: string][];
  sums: [label: string, amount: string][];
  /** Below everything, in lines. */
  notes: string[];
}

const FONT = path.join(
  "node_modules",
  "@expo-google-fonts",
  "biz-udpgothic",
  "400Regular",
  "BIZUDPGothic_400Regular.ttf",
);
const MARGIN = 50;
const WIDTH = 595 - 2 * MARGIN;

/** As a PDF file. Its bytes depend only on what it shows, so that the same invoice is the same file. */
export async function printPdf(printed: Printed): Promise<Buffer> {
  const words = [printed.title, ...printed.facts, ...printed.lines, ...printed.sums, ...printed.notes].flat();
  // The built-in font has the letters of Western Europe only; the other one takes a while to embed.
  const isWestern = words.every((text) => /^[\x20-\x7e\n]*$/.test(text));
  const font = isWestern ? "Helvetica" : await readFile(path.resolve(FONT));
  const pdf = new PDFDocument({
    size: "A4",
    margin: MARGIN,
    info: { Title: printed.title, CreationDate: new Date(0) },
  });
  const parts: Buffer[] = [];
  pdf.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve, reject) => pdf.on("end", resolve).on("error", reject));
  pdf
    .font(font as string)
    .fontSize(20)
    .text(printed.title)
    .fontSize(10)
    .moveDown();
  for (const [label, value] of printed.facts) pdf.text(`${label}: ${value}`);
  pdf.moveDown();
  for (const [text, amount] of [...printed.lines, ...printed.sums]) {
    const y = pdf.y;
    pdf.text(amount, MARGIN, y, { width: WIDTH, align: "right" });
    pdf.text(text, MARGIN, y, { width: WIDTH - 120 }).moveDown(0.4);
  }
  for (const note of printed.notes) pdf.moveDown().text(note);
  pdf.end();
  await ended;
  return Buffer.concat(parts);
}
