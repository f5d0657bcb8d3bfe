import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const transfersRoutes = ({ transfers, by }: RouteParts) => ({
  transfers: {
    watch: os.transfers.watch.handler(({ signal }) => transfers.feed.subscribe(signal)),
    startDiagnostics: os.transfers.startDiagnostics.handler(({ input, context }) => transfers.startDiagnostics(input, by(context))),
    startFirmware: os.transfers.startFirmware.handler(({ input, context }) => transfers.startFirmware(input, by(context))),
    cancel: os.transfers.cancel.handler(({ input }) => transfers.cancel(input.transfer)),
    remove: os.transfers.remove.handler(({ input }) => transfers.remove(input.transfer)),
    recipe: os.transfers.recipe.handler(({ input }) => transfers.recipeOf(input.station)),
    setRecipe: os.transfers.setRecipe.handler(({ input }) => {
      transfers.setRecipe(input.station, input.recipe)
      return transfers.recipeOf(input.station)
    }),
    entries: os.transfers.entries.handler(({ input }) => transfers.received.list(input.transfer, input.file)),
    text: os.transfers.text.handler(({ input }) => transfers.received.text(input.transfer, input.file, input.entry)),
    search: os.transfers.search.handler(({ input }) => transfers.received.search(input.transfer, input.file, input.words)),
    chunk: os.transfers.chunk.handler(({ input }) => transfers.received.chunk(input.transfer, input.file, input.offset)),
  },
  firmware: {
    list: os.firmware.list.handler(() => transfers.firmware.list()),
    begin: os.firmware.begin.handler(({ input }) => transfers.firmware.begin(input.name, input.bytes)),
    append: os.firmware.append.handler(({ input }) =>
      transfers.firmware.append(input.firmware, input.offset, Buffer.from(input.data, 'base64')),
    ),
    finish: os.firmware.finish.handler(({ input }) => transfers.firmware.finish(input.firmware)),
    remove: os.firmware.remove.handler(({ input }) => transfers.firmware.remove(input.firmware)),
  },
})
