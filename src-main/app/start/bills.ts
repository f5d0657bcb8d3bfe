import type { Secrets } from '../access-ports'
import type { BillPress } from '../bill-ports'
import { createBillFiles } from '../bills/bill-files'
import { createBills } from '../bills/bills'
import { createReimbursements } from '../bills/reimbursement'
import type { Ground } from './ground'

/** What is written of sessions for those who pay them. */
export function startBills({ secrets, press, ...parts }: Ground & { secrets: Secrets; press: BillPress }) {
  const bills = createBills(parts)
  const reimbursements = createReimbursements({ ...parts, bills, digest: secrets.digest })
  return { bills, reimbursements, billFiles: createBillFiles({ ...parts, bills, reimbursements, press }) }
}
