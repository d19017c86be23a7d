import auth from "./auth.json";
import billing from "./billing.json";
import common from "./common.json";
import console from "./console.json";
import errors from "./errors.json";
import mail from "./mail.json";
import members from "./members.json";
import plans from "./plans.json";
import shell from "./shell.json";

export default { auth, billing, common, console, errors, mail, members, plans, shell };
