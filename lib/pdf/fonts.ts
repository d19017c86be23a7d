import { readFile } from "node:fs/promises";
import path from "node:path";

/**
 * Morisawa's BIZ UDPGothic, which was drawn for Japanese business documents and has Latin letters too. PDFs
 * embed the glyphs that they use, so they look the same on machines without a Japanese font.
 */
const folder = path.join("node_modules", "@expo-google-fonts", "biz-udpgothic");
const files = {
  regular: path.join("400Regular", "BIZUDPGothic_400Regular.ttf"),
  bold: path.join("700Bold", "BIZUDPGothic_700Bold.ttf"),
};

export type Fonts = Record<keyof typeof files, Buffer>;
let kept: Promise<Fonts> | undefined;

/** Read once per process, from where npm put them below the directory in which Choba was started. */
export function documentFonts(): Promise<Fonts> {
  kept ??= read().catch((error) => {
    kept = undefined;
    throw error;
  });
  return kept;
}

async function read(): Promise<Fonts> {
  const [regular, bold] = await Promise.all(
    [files.regular, files.bold].map((file) => readFile(path.resolve(folder, file))),
  );
  if (!regular || !bold) throw new Error("the fonts of PDFs are installed");
  return { regular, bold };
}
