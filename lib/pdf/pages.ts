import type PDFDocument from "pdfkit";
import { frame } from "./page-layout";

export type Pdf = InstanceType<typeof PDFDocument>;

/** Begins a new page if so many points do not fit on this one. */
export function keepTogether(pdf: Pdf, points: number): boolean {
  if (pdf.y + points <= frame.bottom) return false;
  pdf.addPage();
  pdf.x = frame.left;
  pdf.y = frame.top;
  return true;
}
