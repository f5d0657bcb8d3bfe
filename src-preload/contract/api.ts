import { access } from './api/access'
import { alerts } from './api/alerts'
import { app, overview, settings, sites } from './api/app'
import { bills } from './api/bills'
import { charging, reservations } from './api/charging'
import { configuration } from './api/configuration'
import { fleet } from './api/fleet'
import { handshakes } from './api/handshakes'
import { kpi } from './api/kpi'
import { organisation } from './api/organisation'
import { findings, letters, ownAccord } from './api/record'
import { localLists, people, tokens } from './api/people'
import { desk, sessions } from './api/sessions'
import { reports } from './api/reports'
import { security } from './api/security'
import { signed } from './api/signed'
import { stations } from './api/stations'
import { plans } from './api/plans'
import { pricing } from './api/pricing'
import { trace } from './api/trace'
import { firmware, transfers } from './api/transfers'

/**
 * The typed bridge between the core and its windows. Inputs are checked (a renderer is not trusted), outputs are types.
 * Three kinds of procedure: queries, commands, and feeds (`watch…`), which yield the state first and changes after.
 */

export const contract = {
  app,
  organisation,
  overview,
  kpi,
  fleet,
  plans,
  sites,
  handshakes,
  settings,
  stations,
  ownAccord,
  findings,
  letters,
  configuration,
  charging,
  reservations,
  reports,
  sessions,
  desk,
  pricing,
  bills,
  signed,
  trace,
  transfers,
  firmware,
  security,
  people,
  tokens,
  localLists,
  access,
  alerts,
}
export type Contract = typeof contract
