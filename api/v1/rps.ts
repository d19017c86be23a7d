import { registrationRoutes } from "./registrations";

/** Relying parties: the applications of a tenant that sign users in. */
export const rps = registrationRoutes("rp", "rps");
