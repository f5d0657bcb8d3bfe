import { guarded, os } from '../os'
import type { RouteParts } from '../route-parts'

export const billsRoutes = ({ bills, billFiles, reimbursements, by }: RouteParts) => ({
  bills: {
    closings: os.bills.closings.handler(() => bills.closings()),
    month: os.bills.month.handler(({ input }) => bills.month(input)),
    statement: os.bills.statement.handler(({ input }) => bills.statements(input)),
    notAssigned: os.bills.notAssigned.handler(({ input }) => bills.notAssigned(input.month)),
    file: os.bills.file.handler(({ input, signal }) => guarded(billFiles.file(input, signal))),
    close: os.bills.close.handler(({ input, context }) => bills.close({ ...input, by: by(context) })),
    reopen: os.bills.reopen.handler(({ input, context }) => bills.reopen({ ...input, by: by(context) })),
    ofSession: os.bills.ofSession.handler(({ input }) => bills.ofSession(input.session)),
    setVehicle: os.bills.setVehicle.handler(({ input }) => bills.setVehicle(input.session, input.plate)),
    reimbursement: os.bills.reimbursement.handler(({ input }) => reimbursements.report(input)),
    reimbursementFile: os.bills.reimbursementFile.handler(({ input }) => billFiles.reimbursement(input)),
    saveClaim: os.bills.saveClaim.handler(({ input }) => reimbursements.saveClaim(input)),
    balance: os.bills.balance.handler(({ input }) => bills.balance(input.person)),
  },
})
