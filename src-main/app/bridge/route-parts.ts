import type { AppInfo } from '#contract/read-models'
import type { PersonSource } from '#contract/vocabulary'
import type { Session } from '../../domain/session'
import type { ApiTokens } from '../access'
import type { Actions } from '../actions'
import type { BillFiles } from '../bills/bill-files'
import type { Bills } from '../bills/bills'
import type { Reimbursements } from '../bills/reimbursement'
import type { Alerts } from '../alerts/alerts'
import type { Browsers } from '../browsers'
import type { Charging } from '../charging/charging'
import type { Commands } from '../commands'
import type { Configuration } from '../configuration/configuration'
import type { Desk } from '../desk'
import type { Doorstep } from '../doorstep-ports'
import type { Fleet } from '../fleet'
import type { Letters } from '../letters/letters'
import type { Kpi } from '../kpi/kpi'
import type { KpiLiveFeed } from '../kpi/live'
import type { LocalLists } from '../local-lists'
import type { OrganisationDesk } from '../organisation'
import type { Clock, Store } from '../ports'
import type { OwnAccord } from '../own-accord'
import type { PeopleFile } from '../people-file'
import type { Plans } from '../plans'
import type { Presenter } from '../presenter'
import type { RestService } from '../rest-service'
import type { Reports } from '../reports/reports'
import type { Reservations } from '../reservations'
import type { Security } from '../security/security'
import type { PriceCourses } from '../pricing/price-courses'
import type { Pricing } from '../pricing/pricing'
import type { TariffDesk } from '../pricing/tariff-desk'
import type { SessionCourses } from '../session-course'
import type { SessionOwner } from '../session-owner'
import type { StreetMap } from '../street-map-ports'
import type { Stations } from '../stations'
import type { TokenDesk } from '../token-desk'
import type { Transfers } from '../transfers/transfers'
import type { WorkingSet } from '../working-set'
import type { BridgeContext } from './os'
import type { Streams } from './streams'

/** What the contract is implemented with. */
export interface Services {
  clock: Clock
  info: () => AppInfo
  set: WorkingSet
  store: Store
  presenter: Presenter
  stations: Stations
  actions: Actions
  commands: Commands
  configuration: Configuration
  charging: Charging
  reservations: Reservations
  reports: Reports
  desk: TokenDesk
  peopleFile: PeopleFile
  qualityDesk: Desk
  organisation: OrganisationDesk
  fleet: Fleet
  plans: Plans
  streetMap: StreetMap
  lists: LocalLists
  kpi: Kpi
  kpiLive: KpiLiveFeed
  pricing: Pricing
  priceCourses: PriceCourses
  bills: Bills
  billFiles: BillFiles
  reimbursements: Reimbursements
  tariffs: TariffDesk
  ownAccord: OwnAccord
  letters: Letters
  security: Security
  transfers: Transfers
  doorstep: Doorstep
  alerts: Alerts
  apiTokens: ApiTokens
  browsers: Browsers
  rest: RestService
  sessionCourses: SessionCourses
  sessionOwner: SessionOwner
  sessionOf: (id: number) => Session | null
}

export interface RouteParts extends Services {
  streams: Streams
  /** Who asks. */
  by: (context: BridgeContext) => PersonSource
}
