import { createRouter, createWebHashHistory } from 'vue-router'

/** A window per route, loaded when it is first opened. `title` is the key of its name in the dictionary. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    {
      path: '/',
      name: 'overview',
      component: () => import('./windows/overview/OverviewWindow.vue'),
      meta: { title: 'frame.overview' },
    },
    {
      path: '/stations',
      name: 'stations',
      component: () => import('./windows/stations/StationsWindow.vue'),
      meta: { title: 'frame.stations' },
    },
    {
      path: '/charger/:station',
      name: 'charger',
      component: () => import('./windows/charger/ChargerWindow.vue'),
      props: true,
      meta: { title: 'frame.charger' },
    },
    {
      path: '/charger/:station/console',
      name: 'console',
      component: () => import('./windows/console/ConsoleWindow.vue'),
      props: true,
      meta: { title: 'frame.console' },
    },
    {
      path: '/charger/:station/configuration',
      name: 'configuration',
      component: () => import('./windows/configuration/ConfigurationWindow.vue'),
      props: true,
      meta: { title: 'frame.configuration' },
    },
    {
      path: '/charger/:station/charging',
      name: 'charging',
      component: () => import('./windows/charging/ChargingWindow.vue'),
      props: true,
      meta: { title: 'frame.charging' },
    },
    {
      path: '/new',
      name: 'new-chargers',
      component: () => import('./windows/new-chargers/NewChargersWindow.vue'),
      meta: { title: 'frame.newChargers' },
    },
    {
      path: '/doctor',
      name: 'doctor',
      component: () => import('./windows/doctor/DoctorWindow.vue'),
      meta: { title: 'frame.doctor' },
    },
    {
      path: '/sessions',
      name: 'sessions',
      component: () => import('./windows/sessions/SessionsWindow.vue'),
      meta: { title: 'frame.sessions' },
    },
    {
      path: '/session/:id(\\d+)',
      name: 'session',
      component: () => import('./windows/session/SessionWindow.vue'),
      props: (route) => ({ id: Number(route.params['id']) }),
      meta: { title: 'frame.session' },
    },
    {
      path: '/desk',
      name: 'desk',
      component: () => import('./windows/desk/DeskWindow.vue'),
      meta: { title: 'frame.desk' },
    },
    {
      path: '/organisation',
      name: 'organisation',
      component: () => import('./windows/organisation/OrganisationWindow.vue'),
      meta: { title: 'frame.organisation' },
    },
    {
      path: '/site/:site(\\d+)/plan',
      name: 'plan',
      component: () => import('./windows/plan/PlanWindow.vue'),
      props: (route) => ({ site: Number(route.params['site']) }),
      meta: { title: 'frame.plan' },
    },
    {
      path: '/people',
      name: 'people',
      component: () => import('./windows/people/PeopleWindow.vue'),
      meta: { title: 'frame.people' },
    },
    {
      path: '/tariffs',
      name: 'tariffs',
      component: () => import('./windows/tariffs/TariffsWindow.vue'),
      meta: { title: 'frame.tariffs' },
    },
    {
      path: '/tariffs/:tariff',
      name: 'tariff',
      component: () => import('./windows/tariffs/TariffWindow.vue'),
      props: true,
      meta: { title: 'frame.tariff' },
    },
    {
      path: '/bills',
      name: 'bills',
      component: () => import('./windows/bills/BillsWindow.vue'),
      meta: { title: 'frame.bills' },
    },
    {
      path: '/bills/:month(20\\d\\d-\\d\\d)/:party(person|company)/:id(\\d+)',
      name: 'bill',
      component: () => import('./windows/bills/StatementWindow.vue'),
      props: (route) => ({ month: String(route.params['month']), party: route.params['party'], id: Number(route.params['id']) }),
      meta: { title: 'frame.bill' },
    },
    {
      path: '/transfers',
      name: 'transfers',
      component: () => import('./windows/transfers/TransfersWindow.vue'),
      meta: { title: 'frame.transfers' },
    },
    {
      path: '/security',
      name: 'security',
      component: () => import('./windows/security/SecurityWindow.vue'),
      meta: { title: 'frame.security' },
    },
    {
      path: '/alerts',
      name: 'alerts',
      component: () => import('./windows/alerts/AlertsWindow.vue'),
      meta: { title: 'frame.alerts' },
    },
    {
      path: '/trace',
      name: 'trace',
      component: () => import('./windows/trace/TraceWindow.vue'),
      meta: { title: 'frame.trace' },
    },
    {
      path: '/settings',
      name: 'settings',
      component: () => import('./windows/settings/SettingsWindow.vue'),
      meta: { title: 'frame.settings' },
    },
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./frame/NotFound.vue'),
      meta: { title: 'frame.notFound' },
    },
  ],
})

// A window of its own stays one, wherever its links lead and however often it is reloaded.
router.beforeEach((to, from) => {
  if (from.query['window'] !== '1' || to.query['window'] === '1') return true
  return { ...to, query: { ...to.query, window: '1' } }
})

declare module 'vue-router' {
  interface RouteMeta {
    title: string
  }
}
