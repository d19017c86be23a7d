import * as abn from "stdnum/lib/cjs/au/abn.js";
import * as acn from "stdnum/lib/cjs/au/acn.js";
import * as cnpj from "stdnum/lib/cjs/br/cnpj.js";
import * as cpf from "stdnum/lib/cjs/br/cpf.js";
import * as swissUid from "stdnum/lib/cjs/ch/uid.js";
import * as siren from "stdnum/lib/cjs/fr/siren.js";
import * as siret from "stdnum/lib/cjs/fr/siret.js";
import * as oib from "stdnum/lib/cjs/hr/oib.js";
import * as gstin from "stdnum/lib/cjs/in/gstin.js";
import * as corporateNumber from "stdnum/lib/cjs/jp/cn.js";
import * as brn from "stdnum/lib/cjs/kr/brn.js";
import * as orgnr from "stdnum/lib/cjs/no/orgnr.js";
import * as ird from "stdnum/lib/cjs/nz/ird.js";
import * as nip from "stdnum/lib/cjs/pl/nip.js";

type Validator = { validate: (text: string) => { isValid: boolean; error?: Error } };

/**
 * The form of a number is `tax-id-kinds`' own rule. The library adds only whether the check digit fits: what else it
 * knows, such as lists of states, may be older than the number.
 */
const fits =
  ({ validate }: Validator, part = (text: string) => text) =>
  (text: string): boolean => {
    const { isValid, error } = validate(part(text));
    return isValid || error?.name !== "InvalidChecksum";
  };

const uidFits = fits(swissUid, (text) => text.slice(0, 12));

/**
 * Whether the check digits of a number without separators fit, by kind. Kinds without an entry have none that its
 * authority publishes. Only the server reads this file, so that the browser does not load the library.
 */
const checks: Readonly<Record<string, (text: string) => boolean>> = {
  au_abn: fits(abn),
  au_acn: fits(acn),
  br_cnpj: fits(cnpj),
  br_cpf: fits(cpf),
  ch_uid: uidFits,
  ch_vat: uidFits,
  fr_siren: fits(siren),
  fr_siret: fits(siret),
  hr_oib: fits(oib),
  // Bodies of the United Nations and sellers abroad have numbers of another form, without a check digit.
  in_gst: (text) => /^\d{4}[A-Z]{3}/.test(text) || fits(gstin)(text),
  jp_cn: fits(corporateNumber),
  jp_trn: fits(corporateNumber, (text) => text.slice(1)),
  kr_brn: fits(brn),
  li_uid: uidFits,
  no_vat: fits(orgnr, (text) => text.slice(0, 9)),
  nz_gst: fits(ird),
  pl_nip: fits(nip),
};

export const hasFittingCheckDigits = (type: string, text: string): boolean => checks[type]?.(text) ?? true;
