import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import './app.css'
import { i18n } from './i18n'
import { createContractClient } from './link/client'
import { linkKey } from './link/link'
import { router } from './router'

createApp(App)
  .provide(linkKey, createContractClient())
  .use(createPinia())
  .use(router)
  .use(i18n)
  .use(ui)
  .mount('#app')
