/**
 * One choice of a state. Its value is what is kept and sent to Stripe. `ja` is there only if Japanese has a
 * name of its own.
 */
export type StateChoice = { value: string; en: string; ja?: string };

const prefecture = (ja: string, en: string): StateChoice => ({ value: ja, ja, en });

/** 都道府県, in the order of JIS X 0401. Kept under their Japanese names, which stand on invoices. */
export const prefectures: readonly StateChoice[] = [
  prefecture("北海道", "Hokkaido"),
  prefecture("青森県", "Aomori"),
  prefecture("岩手県", "Iwate"),
  prefecture("宮城県", "Miyagi"),
  prefecture("秋田県", "Akita"),
  prefecture("山形県", "Yamagata"),
  prefecture("福島県", "Fukushima"),
  prefecture("茨城県", "Ibaraki"),
  prefecture("栃木県", "Tochigi"),
  prefecture("群馬県", "Gunma"),
  prefecture("埼玉県", "Saitama"),
  prefecture("千葉県", "Chiba"),
  prefecture("東京都", "Tokyo"),
  prefecture("神奈川県", "Kanagawa"),
  prefecture("新潟県", "Niigata"),
  prefecture("富山県", "Toyama"),
  prefecture("石川県", "Ishikawa"),
  prefecture("福井県", "Fukui"),
  prefecture("山梨県", "Yamanashi"),
  prefecture("長野県", "Nagano"),
  prefecture("岐阜県", "Gifu"),
  prefecture("静岡県", "Shizuoka"),
  prefecture("愛知県", "Aichi"),
  prefecture("三重県", "Mie"),
  prefecture("滋賀県", "Shiga"),
  prefecture("京都府", "Kyoto"),
  prefecture("大阪府", "Osaka"),
  prefecture("兵庫県", "Hyogo"),
  prefecture("奈良県", "Nara"),
  prefecture("和歌山県", "Wakayama"),
  prefecture("鳥取県", "Tottori"),
  prefecture("島根県", "Shimane"),
  prefecture("岡山県", "Okayama"),
  prefecture("広島県", "Hiroshima"),
  prefecture("山口県", "Yamaguchi"),
  prefecture("徳島県", "Tokushima"),
  prefecture("香川県", "Kagawa"),
  prefecture("愛媛県", "Ehime"),
  prefecture("高知県", "Kochi"),
  prefecture("福岡県", "Fukuoka"),
  prefecture("佐賀県", "Saga"),
  prefecture("長崎県", "Nagasaki"),
  prefecture("熊本県", "Kumamoto"),
  prefecture("大分県", "Oita"),
  prefecture("宮崎県", "Miyazaki"),
  prefecture("鹿児島県", "Kagoshima"),
  prefecture("沖縄県", "Okinawa"),
];

/** `CODE Name` pairs, as postal services write them. */
const coded = (list: string): readonly StateChoice[] =>
  list.split(", ").map((pair) => {
    const [value = "", ...name] = pair.split(" ");
    return { value, en: name.join(" ") };
  });

/** States, the federal district, territories and military addresses (USPS Publication 28, appendix B). */
export const usStates = coded(
  "AL Alabama, AK Alaska, AS American Samoa, AZ Arizona, AR Arkansas, AA Armed Forces Americas, AE Armed Forces Europe, AP Armed Forces Pacific, CA California, CO Colorado, CT Connecticut, DE Delaware, DC District of Columbia, FL Florida, GA Georgia, GU Guam, HI Hawaii, ID Idaho, IL Illinois, IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts, MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada, NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina, ND North Dakota, MP Northern Mariana Islands, OH Ohio, OK Oklahoma, OR Oregon, PA Pennsylvania, PR Puerto Rico, RI Rhode Island, SC South Carolina, SD South Dakota, TN Tennessee, TX Texas, UT Utah, VT Vermont, VI Virgin Islands, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin, WY Wyoming",
);

export const canadianProvinces = coded(
  "AB Alberta, BC British Columbia, MB Manitoba, NB New Brunswick, NL Newfoundland and Labrador, NT Northwest Territories, NS Nova Scotia, NU Nunavut, ON Ontario, PE Prince Edward Island, QC Quebec, SK Saskatchewan, YT Yukon",
);

export const australianStates = coded(
  "ACT Australian Capital Territory, NSW New South Wales, NT Northern Territory, QLD Queensland, SA South Australia, TAS Tasmania, VIC Victoria, WA Western Australia",
);
