import activity from "./activity.json";
import auth from "./auth.json";
import billing from "./billing.json";
import catalog from "./catalog.json";
import common from "./common.json";
import console from "./console.json";
import contracts from "./contracts.json";
import demo from "./demo.json";
import errors from "./errors.json";
import keys from "./keys.json";
import mail from "./mail.json";
import members from "./members.json";
import overview from "./overview.json";
import plans from "./plans.json";
import pricing from "./pricing.json";
import quotePaper from "./quotePaper.json";
import quotes from "./quotes.json";
import shell from "./shell.json";
import usage from "./usage.json";

export default {
  activity,
  auth,
  billing,
  catalog,
  common,
  console,
  contracts,
  demo,
  errors,
  keys,
  mail,
  members,
  overview,
  plans,
  pricing,
  quotePaper,
  quotes,
  shell,
  usage,
};
