import { Map as GlMap, NavigationControl, setWorkerUrl } from 'maplibre-gl'
import 'maplibre-gl/dist/maplibre-gl.css'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import { onMounted, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useThemeColors } from '@/charts/palette'
import { baseStyle, mapVariables } from './base-style'
import { type StreetFile, type Streets, streetsOf } from './streets'
import { loadWorld } from './world'

setWorkerUrl(workerUrl)

export interface BaseMap {
  /** Null until it is drawn. */
  map: Ref<GlMap | null>
  /** This browser cannot draw it. */
  hasFailed: Ref<boolean>
}

/** A map of the world in an element: in the colours of the theme and the language of the windows. */
export function useBaseMap(element: Readonly<Ref<HTMLElement | null>>, file: () => StreetFile | null): BaseMap {
  const { t, locale } = useI18n()
  const colors = useThemeColors(mapVariables)
  const map = shallowRef<GlMap | null>(null)
  const hasFailed = ref(false)
  const streets = shallowRef<Streets | null>(null)
  let isGone = false

  onMounted(async () => {
    const world = await loadWorld()
    if (isGone || !element.value) return
    try {
      const made = new GlMap({
        container: element.value,
        style: styleOf(world),
        center: [10, 30],
        zoom: 0.6,
        maxZoom: 19,
        attributionControl: false,
        renderWorldCopies: false,
        dragRotate: false,
        pitchWithRotate: false,
        touchPitch: false,
        fadeDuration: 0,
        locale: { 'Map.Title': t('fleet.map.title'), 'NavigationControl.ZoomIn': t('fleet.map.zoomIn'), 'NavigationControl.ZoomOut': t('fleet.map.zoomOut') },
      })
      made.touchZoomRotate.disableRotation()
      made.keyboard.disableRotation()
      made.addControl(new NavigationControl({ showCompass: false }), 'bottom-right')
      map.value = made
    } catch {
      // No WebGL, as in some virtual machines: the pies beside it need none.
      hasFailed.value = true
    }
  })
  const styleOf = (world: Awaited<ReturnType<typeof loadWorld>>) => baseStyle(world, { colors: colors.value, language: locale.value, streets: streets.value })
  watch([colors, locale, streets], async () => map.value?.setStyle(styleOf(await loadWorld())))
  watch(file, async (of) => {
    streets.value = of && (await streetsOf(of))
  }, { immediate: true })
  onScopeDispose(() => {
    isGone = true
    map.value?.remove()
  })
  return { map, hasFailed }
}
