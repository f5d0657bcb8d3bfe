import { FaultError } from '../../fault-error'
import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const recordRoutes = ({ ownAccord, letters, store, set, presenter }: RouteParts) => ({
  ownAccord: {
    get: os.ownAccord.get.handler(({ input }) => ownAccord.viewOf(input.station)),
    switch: os.ownAccord.switch.handler(({ input }) => {
      ownAccord.switch(input.station, input.kind, input.isOn)
      return ownAccord.viewOf(input.station)
    }),
  },
  findings: {
    example: os.findings.example.handler(({ input }) => store.findingStore.example(set.find(input.station)?.station.station ?? '', input.code)),
    clear: os.findings.clear.handler(({ input }) => {
      const station = set.find(input.station)?.station.station
      if (station === undefined) throw new FaultError('STATION_NOT_FOUND', { station: input.station })
      store.findingStore.forget(station)
      presenter.stations([station])
    }),
  },
  letters: {
    preview: os.letters.preview.handler(({ input }) => letters.preview(input)),
    pdf: os.letters.pdf.handler(async ({ input }) => {
      const { fileName, pdf } = await letters.pdf(input)
      return { fileName, pdf: pdf.toString('base64') }
    }),
  },
})
