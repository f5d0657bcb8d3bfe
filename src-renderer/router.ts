import { createRouter, createWebHashHistory } from 'vue-router'
import type { Component } from 'vue'

type Load = () => Promise<{ default: Component }>

/** A window per route; each is loaded when it is first opened. */
const windows = import.meta.glob<{ default: Component }>('./windows/*/*Window.vue')
const load = (path: string): Load => windows[`./windows/${path}.vue`] ?? (() => import('./frame/NotFound.vue'))

/** `title` is the key of the window's name in the dictionary. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', name: 'overview', component: load('overview/OverviewWindow'), meta: { title: 'frame.overview' } },
    { path: '/charger/:station', name: 'charger', component: load('charger/ChargerWindow'), props: true, meta: { title: 'frame.charger' } },
    { path: '/new', name: 'new-chargers', component: load('new-chargers/NewChargersWindow'), meta: { title: 'frame.newChargers' } },
    { path: '/sessions', name: 'sessions', component: load('sessions/SessionsWindow'), meta: { title: 'frame.sessions' } },
    {
      path: '/session/:id(\\d+)',
      name: 'session',
      component: load('session/SessionWindow'),
      props: (route) => ({ id: Number(route.params['id']) }),
      meta: { title: 'frame.session' },
    },
    { path: '/trace', name: 'trace', component: load('trace/TraceWindow'), meta: { title: 'frame.trace' } },
    { path: '/settings', name: 'settings', component: load('settings/SettingsWindow'), meta: { title: 'frame.settings' } },
    { path: '/:rest(.*)*', name: 'not-found', component: () => import('./frame/NotFound.vue'), meta: { title: 'frame.notFound' } },
  ],
})

declare module 'vue-router' {
  interface RouteMeta {
    title: string
  }
}
