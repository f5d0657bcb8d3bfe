import { LineChart } from 'echarts/charts'
import {
  AriaComponent,
  DataZoomComponent,
  GridComponent,
  LegendComponent,
  MarkAreaComponent,
  MarkLineComponent,
  TooltipComponent,
} from 'echarts/components'
import { use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'

// Only what is drawn is bundled. Import this file before the first chart.
use([
  LineChart, GridComponent, TooltipComponent, LegendComponent, DataZoomComponent, AriaComponent, MarkAreaComponent, MarkLineComponent,
  CanvasRenderer,
])
