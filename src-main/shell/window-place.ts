/** Where a window stood: its bounds when not maximised, in the coordinates of all displays. */
export interface WindowPlace {
  x: number
  y: number
  width: number
  height: number
  maximized: boolean
}

export interface Area {
  x: number
  y: number
  width: number
  height: number
}

export const smallestWindow = { width: 480, height: 360 }

/** So much of the title bar must be on a display for a person to get hold of the window. */
const grip = { width: 120, height: 24 }

/**
 * A remembered place, fitted to the displays of today: null when its title bar lies on none of them (a display was taken
 * away), else never larger than the display that holds most of it.
 */
export function fitToDisplays(place: WindowPlace, workAreas: readonly Area[]): WindowPlace | null {
  const titleBar = { x: place.x, y: place.y, width: place.width, height: grip.height }
  let best: { area: Area; width: number } | null = null
  for (const area of workAreas) {
    const { width, height } = overlap(titleBar, area)
    if (width < grip.width || height < grip.height) continue
    if (best === null || width > best.width) best = { area, width }
  }
  if (best === null) return null
  const width = Math.max(smallestWindow.width, Math.min(place.width, best.area.width))
  const height = Math.max(smallestWindow.height, Math.min(place.height, best.area.height))
  return { ...place, width, height }
}

/** A second window of the same kind stands a little beside the first, so that both are seen. */
export function besides(place: WindowPlace): WindowPlace {
  return { ...place, x: place.x + 28, y: place.y + 28, maximized: false }
}

function overlap(a: Area, b: Area): { width: number; height: number } {
  return {
    width: Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x),
    height: Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y),
  }
}
