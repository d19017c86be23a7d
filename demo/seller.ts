import { saveSeller } from "@/lib/features/foundation/seller/save-seller";
import { done, seedContext } from "./story";

/** Who sells in the demo. The registration number is an example: no tax office gave it to anybody of this name. */
export async function seedSeller(): Promise<void> {
  done(
    await saveSeller(await seedContext(), {
      name: { en: "Choba Inc.", ja: "帳場株式会社" },
      address: { en: "1-2-3 Ginza, Chuo-ku\nTokyo 104-0061, Japan", ja: "〒104-0061\n東京都中央区銀座1-2-3" },
      phone: "03-0000-0000",
      registrationNumber: "T7000012050002",
      bankDetails: {
        en: "Example Bank, Ginza Branch (001)\nOrdinary account 0000001, CHOBA INC.",
        ja: "見本銀行 銀座支店（001）\n普通 0000001 チョウバ（カ",
      },
      invoiceFooter: { en: "", ja: "" },
      mail: { name: "Choba", address: "billing@choba.example" },
    }),
  );
}
