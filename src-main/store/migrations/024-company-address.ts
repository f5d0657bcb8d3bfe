/** Where bills of a company go. Frozen: a change is a new migration. */
export const companyAddress = /* sql */ `
  alter table company add column address text not null default '';
`
