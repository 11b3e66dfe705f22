export { maskEmail, maskPhone } from "./mask-address.ts";
export { domainOf, normaliseEmail } from "./normalise-email.ts";
export { normalisePhone } from "./normalise-phone.ts";
export { likeness, organisationNameKey } from "./organisation-name.ts";
export { nameFor, tidyName } from "./person-name.ts";
export { canBelongToOrganisation, owningDomains } from "./public-mail-providers.ts";
export { recogniseCustomer } from "./recognise-customer.ts";
export { COLUMN_WORDS, COLUMNS, guessColumns, isUsable, type Column, type ColumnMapping } from "./import-columns.ts";
export { readCustomerRow, type Complaint, type CustomerRow } from "./read-customer-row.ts";
