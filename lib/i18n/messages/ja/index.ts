import activity from "./activity.json";
import atStripe from "./atStripe.json";
import auth from "./auth.json";
import billing from "./billing.json";
import billingDetails from "./billingDetails.json";
import billingSettings from "./billingSettings.json";
import books from "./books.json";
import bringingIn from "./bringingIn.json";
import catalog from "./catalog.json";
import charts from "./charts.json";
import checkout from "./checkout.json";
import closes from "./closes.json";
import collection from "./collection.json";
import common from "./common.json";
import console from "./console.json";
import contracts from "./contracts.json";
import contractTerms from "./contractTerms.json";
import dashboardSession from "./dashboardSession.json";
import demo from "./demo.json";
import disputes from "./disputes.json";
import documentArchive from "./documentArchive.json";
import documents from "./documents.json";
import embedding from "./embedding.json";
import errors from "./errors.json";
import invoiceList from "./invoiceList.json";
import invoices from "./invoices.json";
import keys from "./keys.json";
import ledger from "./ledger.json";
import mail from "./mail.json";
import mails from "./mails.json";
import members from "./members.json";
import messages from "./messages.json";
import money from "./money.json";
import negotiation from "./negotiation.json";
import notes from "./notes.json";
import onDemand from "./onDemand.json";
import overview from "./overview.json";
import paymentAccount from "./paymentAccount.json";
import people from "./people.json";
import plans from "./plans.json";
import pricing from "./pricing.json";
import quotePaper from "./quotePaper.json";
import quotes from "./quotes.json";
import receivables from "./receivables.json";
import reconciliation from "./reconciliation.json";
import returnPaper from "./returnPaper.json";
import seller from "./seller.json";
import shell from "./shell.json";
import statements from "./statements.json";
import tenantImport from "./tenantImport.json";
import tenantSettings from "./tenantSettings.json";
import tenants from "./tenants.json";
import timeline from "./timeline.json";
import today from "./today.json";
import troubleshooting from "./troubleshooting.json";
import unknownFilters from "./unknownFilters.json";
import usage from "./usage.json";
import webhooks from "./webhooks.json";

export default {
  activity,
  atStripe,
  auth,
  billing,
  billingSettings,
  books,
  billingDetails,
  bringingIn,
  catalog,
  charts,
  checkout,
  closes,
  common,
  console,
  contracts,
  contractTerms,
  dashboardSession,
  demo,
  disputes,
  documentArchive,
  documents,
  embedding,
  errors,
  invoices,
  invoiceList,
  receivables,
  reconciliation,
  collection,
  onDemand,
  keys,
  ledger,
  mail,
  mails,
  members,
  messages,
  money,
  negotiation,
  notes,
  overview,
  paymentAccount,
  people,
  plans,
  pricing,
  quotePaper,
  quotes,
  returnPaper,
  seller,
  shell,
  statements,
  tenantSettings,
  tenantImport,
  tenants,
  timeline,
  today,
  troubleshooting,
  unknownFilters,
  usage,
  webhooks,
};
